import { type FileHandle, open } from 'node:fs/promises';
import { readWal, type WalPages } from './sqlite-log.ts';

/** A page as it lies on the disk. */
export interface PageImage {
  /** Its place in the database, from 1 on. */
  readonly number: number;
  readonly bytes: Buffer;
  /** Whether it lies in the log; else in the database itself. */
  readonly isInLog: boolean;
  /** Another page as a whole database would show it. */
  readonly pageAt: (number: number) => Promise<Buffer | undefined>;
  /** Whether a whole database would show it; else its log holds a newer version. */
  readonly isCurrent: boolean;
}

const MAGIC = 'SQLite format 3\0';
const NO_FILE: readonly string[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];

/**
 * Every page of a database that SQLite cannot open any more, those of its log first, one after the other, without trusting any of them:
 * its first page and those that lead to others may be what is damaged. A page that the card does not give is left out; what is no
 * file has none. Throws where a file is there and cannot be opened now: another try may give its pages. Reading is asynchronous, as a dying card can take seconds for a page.
 * @param usualBytes how large its pages are where neither the file nor its log tells
 */
export async function* pagesOf(path: string, usualBytes: number): AsyncGenerator<PageImage> {
  const file = await openIfThere(path);
  if (!file) return;
  let log: FileHandle | undefined;
  try {
    log = await openIfThere(`${path}-wal`);
    const found = log && (await readWal(log));
    const pageBytes = (await pageBytesOf(file)) ?? found?.pageBytes ?? usualBytes;
    const wal = found?.pageBytes === pageBytes ? found : undefined;
    const pages = Math.ceil((await file.stat()).size / pageBytes);
    const pageAt = async (number: number) => {
      const offset = wal?.offsets.get(number);
      if (log && offset !== undefined) return await readPage(log, offset, pageBytes);
      return number >= 1 && number <= pages
        ? await readPage(file, (number - 1) * pageBytes, pageBytes)
        : undefined;
    };
    for (const [number, offset] of wal?.offsets ?? []) {
      const bytes = log && (await readPage(log, offset, pageBytes));
      if (bytes) yield { number, bytes, isInLog: true, isCurrent: true, pageAt };
    }
    for (let number = 1; number <= pages; number++) {
      const bytes = await readPage(file, (number - 1) * pageBytes, pageBytes);
      if (bytes) yield { number, bytes, isInLog: false, isCurrent: isCurrent(number, wal), pageAt };
    }
  } finally {
    await file.close();
    await log?.close();
  }
}

/** Undefined where there is no such file. */
async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (NO_FILE.includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function isCurrent(page: number, wal: WalPages | undefined): boolean {
  return wal === undefined || (page <= wal.pages && !wal.offsets.has(page));
}

/** Undefined where the header is not whole. */
async function pageBytesOf(file: FileHandle): Promise<number | undefined> {
  const header = await readPage(file, 0, 100);
  if (header?.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const bytes = header.readUInt16BE(16);
  return bytes >= 512 && (bytes & (bytes - 1)) === 0 ? bytes : undefined;
}

/** What is missing at the file's end is 0; undefined where the card does not give it. */
async function readPage(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.alloc(length);
  const isRead = await file.read(bytes, 0, length, position).then(
    () => true,
    () => false,
  );
  return isRead ? bytes : undefined;
}

import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

const [HEADER_BYTES, FRAME_HEADER_BYTES] = [32, 24];
/** The last bit says whether sums are made of big-endian words. */
const MAGIC = 0x377f0682;

/** The newest version of each page that a write-ahead log holds, as SQLite would read it. */
export interface WalPages {
  readonly pageBytes: number;
  /** Page number -> where in the log its bytes begin. */
  readonly offsets: ReadonlyMap<number, number>;
  /** How many pages the database has. */
  readonly pages: number;
}

/**
 * Reads a write-ahead log up to its last whole transaction (SQLite's file format, section 4); undefined where there is none. It is
 * read a page at a time, so its length costs time and hardly any memory.
 */
export async function readWal(file: FileHandle): Promise<WalPages | undefined> {
  const start = await readHeader(file);
  if (!start) return undefined;
  const { header, pageBytes, sum } = start;
  const offsets = new Map<number, number>();
  let pages = 0;
  let open = new Map<number, number>();
  for (let at = HEADER_BYTES; ; at += FRAME_HEADER_BYTES + pageBytes) {
    const frame = await readAt(file, at, FRAME_HEADER_BYTES + pageBytes);
    if (frame === undefined || frame.compare(header, 16, 24, 8, 16) !== 0) break;
    sum.add(frame.subarray(0, 8)).add(frame.subarray(FRAME_HEADER_BYTES));
    if (!sum.is(frame, 16)) break;
    open.set(frame.readUInt32BE(0), at + FRAME_HEADER_BYTES);
    const pagesAfter = frame.readUInt32BE(4);
    // Only the last frame of a transaction has it.
    if (pagesAfter === 0) continue;
    for (const [page, offset] of open) offsets.set(page, offset);
    open = new Map();
    pages = pagesAfter;
  }
  return pages === 0 ? undefined : { pageBytes, offsets, pages };
}

/**
 * Whether a write-ahead log, which is written over from its start once all of it is in the database, has come as far as `bytes`: the
 * frames of its present round bear the salts of its header, what lies behind them bears others.
 */
export function logReaches(file: number, bytes: number): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return false;
  const frameBytes = FRAME_HEADER_BYTES + header.readUInt32BE(8);
  const last = HEADER_BYTES + Math.floor((bytes - HEADER_BYTES) / frameBytes - 1) * frameBytes;
  const frame = Buffer.alloc(FRAME_HEADER_BYTES);
  return (
    readSync(file, frame, 0, FRAME_HEADER_BYTES, last) === FRAME_HEADER_BYTES &&
    frame.compare(header, 16, 24, 8, 16) === 0
  );
}

/** Undefined where it is not whole. */
async function readHeader(file: FileHandle) {
  const header = await readAt(file, 0, HEADER_BYTES);
  if (header === undefined || (header.readUInt32BE(0) & ~1) >>> 0 !== MAGIC) return undefined;
  const sum = createSum((header.readUInt32BE(0) & 1) === 1).add(header.subarray(0, 24));
  const pageBytes = header.readUInt32BE(8);
  return sum.is(header, 24) && pageBytes >= 512 && pageBytes <= 65_536
    ? { header, pageBytes, sum }
    : undefined;
}

function createSum(bigEndian: boolean) {
  let [first, second] = [0, 0];
  const sum = {
    add(bytes: Buffer) {
      for (let at = 0; at < bytes.length; at += 8) {
        first = (first + word(bytes, at) + second) >>> 0;
        second = (second + word(bytes, at + 4) + first) >>> 0;
      }
      return sum;
    },
    is: (bytes: Buffer, at: number) =>
      bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second,
  };
  const word = (bytes: Buffer, at: number) => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  return sum;
}

/** Undefined where the file ends before, or the card does not give it. */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.alloc(length);
  const got = await file.read(bytes, 0, length, position).catch(() => undefined);
  return got?.bytesRead === length ? bytes : undefined;
}

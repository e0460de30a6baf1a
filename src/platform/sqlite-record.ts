/** What a column holds; `undefined` is what no table of ours has (a fraction). */
export type Value = null | number | string | Buffer | undefined;

/** A row as it lies in a page: its columns in the order of the table's key. */
export type SqliteRecord = readonly Value[];

/** Leaf of a table, leaf and inner page of an index (or of a table without rowid): where its cells' numbers begin, and what precedes a record. */
const KINDS: Readonly<Record<number, { readonly header: number; readonly before: 'rowid' | number }>> = {
  13: { header: 8, before: 'rowid' },
  10: { header: 8, before: 0 },
  2: { header: 12, before: 4 },
};

/**
 * All records of one b-tree page (SQLite's file format, sections 1.6 and 2.1), whatever the pages that lead to it are like. A damaged
 * page gives fewer, or nonsense, and never throws. In front of a table's record stands its rowid.
 * @param pageAt reads the page of this number, where the rest of a long record lies
 */
export async function recordsIn(page: Buffer, pageAt: ReadPage): Promise<readonly SqliteRecord[]> {
  const kind = KINDS[page[0] ?? 0];
  if (!kind) return [];
  const cells = Math.min(page.readUInt16BE(3), (page.length - kind.header) >> 1);
  const records: SqliteRecord[] = [];
  for (let n = 0; n < cells; n++) {
    const cell = page.subarray(page.readUInt16BE(kind.header + 2 * n));
    const size = readVarint(cell, kind.before === 'rowid' ? 0 : kind.before);
    const rowid = kind.before === 'rowid' ? readVarint(cell, size.end) : undefined;
    const payload = cell.subarray(rowid?.end ?? size.end);
    const bytes = wholeIn(payload, size.value, page.length) ?? (await gather(payload, size.value, pageAt));
    const record = bytes && readRecord(bytes);
    if (record) records.push(rowid ? [rowid.value, ...record] : record);
  }
  return records;
}

export type ReadPage = (number: number) => Promise<Buffer | undefined>;

/** A record of ours is shorter. */
const LONGEST = 2000;

/** The record, if all of it lies in the page (section 1.6: what an index's page takes of one; ours of other tables are short). */
function wholeIn(payload: Buffer, size: number, pageBytes: number): Buffer | undefined {
  const most = Math.floor(((pageBytes - 12) * 64) / 255) - 23;
  return size <= most && size <= payload.length ? payload.subarray(0, size) : undefined;
}

/** The record's beginning from the page, and the rest from the chain of pages that it goes on in. */
async function gather(payload: Buffer, size: number, pageAt: ReadPage): Promise<Buffer | undefined> {
  if (size > LONGEST) return undefined;
  const pageBytes = (await pageAt(1))?.length ?? 0;
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
  const some = least + ((size - least) % (pageBytes - 4));
  const local = some <= Math.floor(((pageBytes - 12) * 64) / 255) - 23 ? some : least;
  if (local < 0 || local + 4 > payload.length) return undefined;
  const parts = [payload.subarray(0, local)];
  let next = payload.readUInt32BE(local);
  for (let missing = size - local; missing > 0; missing -= pageBytes - 4) {
    const page = await pageAt(next);
    if (!page) return undefined;
    parts.push(page.subarray(4, 4 + missing));
    next = page.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

function readRecord(bytes: Buffer): SqliteRecord | undefined {
  const header = readVarint(bytes, 0);
  if (header.value > bytes.length) return undefined;
  const values: Value[] = [];
  let at = header.value;
  for (let next = header.end; next < header.value; ) {
    const type = readVarint(bytes, next);
    const size = sizeOf(type.value);
    if (at + size > bytes.length) return undefined;
    values.push(readValue(bytes.subarray(at, at + size), type.value));
    at += size;
    next = type.end;
  }
  return at === bytes.length ? values : undefined;
}

/** By serial type (SQLite's file format, section 2.1). */
const SIZES: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function sizeOf(type: number): number {
  return type >= 12 ? Math.floor((type - 12) / 2) : (SIZES[type] ?? Infinity);
}

function readValue(bytes: Buffer, type: number): Value {
  if (type >= 12) return type % 2 === 1 ? bytes.toString('utf8') : bytes;
  if (type === 0) return null;
  if (type === 7) return undefined;
  if (type >= 8) return type - 8;
  return bytes.length === 8 ? Number(bytes.readBigInt64BE()) : bytes.readIntBE(0, bytes.length);
}

/** Beyond four bytes nothing of ours goes: it is taken for a size that no page has. */
function readVarint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < start + 4; at++) {
    const byte = bytes[at];
    if (byte === undefined) break;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end: at + 1 };
  }
  return { value: Infinity, end: start };
}

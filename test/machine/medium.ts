import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

/** Where a disk keeps what it will not lose. */
export interface Medium {
  readonly size: number;
  /** A copy. */
  read(offset: number, length: number): Buffer;
  write(offset: number, bytes: Buffer | undefined): void;
}

export function inMemory(content: Buffer): Medium {
  return {
    size: content.length,
    read: (offset, length) => Buffer.from(content.subarray(offset, offset + length)),
    write: (offset, bytes) => void bytes?.copy(content, offset),
  };
}

export interface File extends Medium {
  close(): void;
}

/** Of a file that is there. */
export function inFile(path: string): File {
  const file = openSync(path, 'r+');
  return {
    size: fstatSync(file).size,
    read(offset, length) {
      const bytes = Buffer.alloc(length);
      readSync(file, bytes, 0, length, offset);
      return bytes;
    },
    write: (offset, bytes) => void (bytes && writeSync(file, bytes, 0, bytes.length, offset)),
    close: () => closeSync(file),
  };
}

import type { Readable } from 'node:stream';

export type Reader = ReturnType<typeof createReader>;

/** Takes a stream of bytes in pieces of whatever length one wants. `take` rejects where the stream ends before. */
export function createReader(stream: Readable) {
  const chunks = stream[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return {
    async take(length: number): Promise<Buffer> {
      const parts = [rest];
      let have = rest.length;
      while (have < length) {
        const { value, done } = await chunks.next();
        if (done) throw new Error('the other side has hung up');
        parts.push(value as Buffer);
        have += (value as Buffer).length;
      }
      const all = parts.length === 1 ? rest : Buffer.concat(parts);
      rest = all.subarray(length);
      return all.subarray(0, length);
    },
  };
}

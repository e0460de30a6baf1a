import { createReadStream } from 'node:fs';

/** A whole line; undefined is one that is longer than it may be. */
export type FileLine = string | undefined;

/**
 * Reads a file of any size line by line; what stands behind the last line's end comes last, with `isWhole: false`. Rejects with the system's
 * reason.
 */
export async function* fileLines(
  path: string,
  bytesAtMost: number,
): AsyncGenerator<{ readonly line: FileLine; readonly isWhole: boolean }> {
  let held = '';
  let isTooLong = false;
  const line = (text: string): FileLine => (isTooLong || text.length > bytesAtMost ? undefined : text);
  // Latin-1 gives each byte a letter: what is no ASCII can never be taken for what was signed.
  for await (const piece of createReadStream(path, 'latin1') as AsyncIterable<string>) {
    const [first = '', ...more] = piece.split('\n');
    held += first;
    for (const next of more) {
      yield { line: line(held), isWhole: true };
      [held, isTooLong] = [next, false];
    }
    if (held.length > bytesAtMost) [held, isTooLong] = ['', true];
  }
  if (held !== '' || isTooLong) yield { line: line(held), isWhole: false };
}

import { FeedError } from './fault.ts';
import { formatSignatureHeader, parseSignatureHeader, type Signature } from './signature.ts';

/** A batch as it travels, not yet known to be what it says. */
export interface SignedBatch {
  readonly text: string;
  readonly signature: Signature;
}

/** The first line of a file of batches. */
export const FILE_HEAD = 'checkpoint-portal feed file 1';

/** The last line: a file without it was cut off on its way, and its whole batches are good nevertheless. */
export const FILE_END = 'end';

/** A batch as a line of the file: its signature, a tab, its text. */
export function lineOf({ text, signature }: SignedBatch): string {
  return `${formatSignatureHeader(signature)}\t${text}`;
}

/** @throws {FeedError} where it is no such line. */
export function readLine(line: string): SignedBatch {
  const [header = '', text = ''] = line.split('\t', 2);
  const signature = parseSignatureHeader(header);
  if (!signature) throw new FeedError('feed-format');
  return { text, signature };
}

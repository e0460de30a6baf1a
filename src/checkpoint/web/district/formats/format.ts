import type { CountsAnswer } from '../counts-answer.ts';

/** One way to write the counts. A new one is a file and a line in `index.ts`. */
export interface Format {
  /** As `format=` names it. */
  readonly name: string;
  /** As `Accept` names it; always in UTF-8. */
  readonly mediaType: string;
  write(answer: CountsAnswer): string | Buffer;
}

import type { CountsAnswer } from '../counts-answer.ts';

/** One way to write the counts. A new one is a file and a line in `index.ts`. */
export interface Format {
  /** As `format=` names it, and as its files end. */
  readonly name: string;
  /** As `Accept` names it; text is always in UTF-8. */
  readonly mediaType: string;
  /** Whether people keep it as a file: a browser then saves it under a name that says what it is. */
  readonly isFile: boolean;
  /** Whether it is so slow that the portal writes it on a thread of its own, as travelers would wait for it. */
  readonly isSlow: boolean;
  /** Text, or bytes that are for no terminal. */
  write(answer: CountsAnswer): string | Promise<Buffer>;
}

/** `so-lieu-chot-1-2021-02-01--2021-02-07.xlsx`: an id is small letters, digits and dashes, a date digits and dashes. */
export function fileNameOf(
  { name }: Format,
  { checkpoint, period: { from, to } }: Pick<CountsAnswer, 'checkpoint' | 'period'>,
): string {
  return `so-lieu-${checkpoint.id}-${from}--${to}.${name}`;
}

import type { Figure } from '../../../../domain/suppress.ts';
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
  write(answer: CountsAnswer<Figure>): string | Promise<Buffer>;
}

/** `so-lieu-chot-1-2021-02-01--2021-02-07.xlsx`, or `so-lieu-cong-khai-…`, which may be published: an id is small letters, digits and dashes, a date digits and dashes. */
export function fileNameOf(
  { name }: Format,
  answer: Pick<CountsAnswer<Figure>, 'checkpoint' | 'period' | 'public'>,
): string {
  const {
    checkpoint,
    period: { from, to },
  } = answer;
  const start = answer.public ? 'so-lieu-cong-khai' : 'so-lieu';
  return `${start}-${checkpoint.id}-${from}--${to}.${name}`;
}

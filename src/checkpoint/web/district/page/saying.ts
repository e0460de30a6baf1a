import { fillIn } from '../../../../domain/fill-in.ts';
import { numberText } from '../../../../domain/number-text.ts';
import type { Text, Tongue } from '../../../../domain/text.ts';

/** Says things to one reader. */
export interface Saying {
  readonly tongue: Tongue;
  /** A sentence with what stands in its braces filled in; numbers as the reader writes them. */
  say(text: Text, names?: Readonly<Record<string, string | number>>): string;
  number(n: number): string;
}

export function createSaying(tongue: Tongue): Saying {
  const number = (n: number) => numberText(n, tongue);
  return {
    tongue,
    number,
    say: (text, names = {}) =>
      fillIn(
        text[tongue],
        Object.fromEntries(
          Object.entries(names).map(([name, value]) => [
            name,
            typeof value === 'number' ? number(value) : value,
          ]),
        ),
      ),
  };
}

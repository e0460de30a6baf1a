import { type Block, gap } from '../blocks/block.ts';
import { stack } from '../blocks/stack.ts';
import { said } from '../blocks/text.ts';
import type { Said } from '../content.ts';
import type { Desk } from '../desk.ts';

/** One after the other, each with its number and in every language of the paper. */
export function numberedList({ paper, em }: Desk, items: readonly Said[]): Block {
  const lines = items.map(([first = '', ...others], index) =>
    said(paper, [`${index + 1}. ${first}`, ...others], { size: em }),
  );
  return stack(lines.flatMap((line) => [gap(em * 0.35), line]));
}

import { type Block, gap } from '../blocks/block.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, said, text } from '../blocks/text.ts';
import type { Desk } from '../desk.ts';
import { heading } from './heading.ts';

/** Whom to ask, and the first of the contacts. */
export function help(desk: Desk, most: number): Block {
  const { paper, content, em } = desk;
  return stack([
    heading(
      desk,
      'phone',
      content.say((words) => words.help),
    ),
    gap(em * 0.3),
    said(
      paper,
      content.say(({ ask }) => ask),
      { size: em },
    ),
    contacts(desk, most),
  ]);
}

export function contacts({ paper, content, em }: Desk, most: number): Block {
  const lines = content.contacts.slice(0, most).map(({ name, phone }) =>
    row([{ block: text(paper, name, { size: em }) }, { block: oneLine(paper, phone, { size: em * 1.15 }) }], {
      between: em * 0.6,
    }),
  );
  return stack(lines.flatMap((line) => [gap(em * 0.2), line]));
}

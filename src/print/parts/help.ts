import { type Block, gap } from '../blocks/block.ts';
import { stack } from '../blocks/stack.ts';
import { said } from '../blocks/text.ts';
import type { Desk } from '../desk.ts';
import { contacts } from './contacts.ts';
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
    contacts(desk, { most, columns: 2 }),
  ]);
}

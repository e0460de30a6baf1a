import { type Block, gap } from '../blocks/block.ts';
import { panel } from '../blocks/panel.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, said, text } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Desk } from '../desk.ts';
import { heading } from './heading.ts';

/** What to do where the guide does not come up. */
export function noPage(desk: Desk): Block {
  const { paper, content, em } = desk;
  return stack([
    heading(
      desk,
      'address',
      content.say((words) => words.noPage),
    ),
    gap(em * 0.3),
    said(
      paper,
      content.say(({ type }) => type),
      { size: em },
    ),
    gap(em * 0.3),
    address(desk),
  ]);
}

/** The address to type, and the one for phones that know no names here. */
export function address({ paper, content, em }: Desk): Block {
  const lines = stack([
    oneLine(paper, content.address, { size: em * 1.6, align: 'centre' }),
    text(paper, `${content.say(({ or }) => or).join(' / ')} ${content.ip}`, { size: em, align: 'centre' }),
  ]);
  return panel(paper, lines, { colour: COLOUR.tint, padding: em * 0.45, corner: em * 0.7 });
}

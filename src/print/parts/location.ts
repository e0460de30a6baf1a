import { type Block, gap } from '../blocks/block.ts';
import { code } from '../blocks/code.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { said, text } from '../blocks/text.ts';
import type { Location } from '../content.ts';
import type { Desk } from '../desk.ts';
import { heading } from './heading.ts';

/** The place's own code, `size` mm wide, and how each app reads it. */
export function location(desk: Desk, { text: words, apps }: Location, size: number): Block {
  const { paper, content, em } = desk;
  const how = apps.flatMap(({ label, scan }) => [
    gap(em * 0.35),
    text(paper, label, { size: em * 0.9, face: 'bold' }),
    said(paper, scan, { size: em * 0.9 }),
  ]);
  const told = stack([
    heading(
      desk,
      'location',
      content.say((one) => one.location),
    ),
    said(
      paper,
      content.say(({ locationText }) => locationText),
      { size: em },
    ),
    ...how,
  ]);
  return row([{ block: code(paper, words, size), width: size, fixed: true }, { block: told }], {
    between: em,
  });
}

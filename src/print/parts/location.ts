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
  const told = stack([
    heading(
      desk,
      'location',
      content.say((one) => one.location),
    ),
    gap(em * 0.3),
    said(
      paper,
      content.say(({ locationText }) => locationText),
      { size: em },
    ),
    ...apps.flatMap((app) => [gap(em * 0.35), reading(desk, app)]),
  ]);
  return row([{ block: code(paper, words, size), width: size, fixed: true }, { block: told }], {
    between: em,
  });
}

/** How each app reads it, beside each other, where the code itself stands elsewhere on the sheet. */
export function locationApps(desk: Desk, { how, apps }: Location): Block {
  const { em } = desk;
  const title = heading(desk, 'scan', how);
  const rows = Array.from({ length: Math.ceil(apps.length / BESIDE) }, (_, index) =>
    row(
      apps.slice(index * BESIDE, (index + 1) * BESIDE).map((app) => ({ block: reading(desk, app) })),
      { between: em, align: 'top' },
    ),
  );
  return stack([title, ...rows.flatMap((one) => [gap(em * 0.35), one])]);
}

const BESIDE = 3;

function reading({ paper, em }: Desk, { label, scan }: Location['apps'][number]): Block {
  return stack([text(paper, label, { size: em * 0.9, face: 'bold' }), said(paper, scan, { size: em * 0.9 })]);
}

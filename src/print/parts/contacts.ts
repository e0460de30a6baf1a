import { type Block, gap } from '../blocks/block.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { oneLine, text } from '../blocks/text.ts';
import type { Desk } from '../desk.ts';

/** The first of the contacts, so many beside each other. */
export function contacts(
  { paper, content, em }: Desk,
  { most, columns }: { most: number; columns: number },
): Block {
  const people = content.contacts
    .slice(0, most)
    .map(({ name, phone }) =>
      stack([text(paper, name, { size: em }), oneLine(paper, phone, { size: em * 1.35 })]),
    );
  const places = Math.min(columns, people.length);
  const rows = Array.from({ length: Math.ceil(people.length / columns) }, (_, index) => {
    const beside = people.slice(index * columns, (index + 1) * columns);
    const missing = Array.from({ length: places - beside.length }, () => gap(0));
    return row(
      [...beside, ...missing].map((block) => ({ block })),
      { between: em, align: 'top' },
    );
  });
  return stack(rows.flatMap((one) => [gap(em * 0.3), one]));
}

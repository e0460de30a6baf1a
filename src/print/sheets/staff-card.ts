import { PHONES, type Phone } from '../../domain/print-words.ts';
import { type Block, gap } from '../blocks/block.ts';
import { panel } from '../blocks/panel.ts';
import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { said, text } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Desk } from '../desk.ts';
import { contacts } from '../parts/contacts.ts';
import { heading } from '../parts/heading.ts';
import { numberedList } from '../parts/list.ts';
import { location } from '../parts/location.ts';
import { address } from '../parts/no-page.ts';
import { sign } from '../parts/sign.ts';
import { A4, type Sheet } from './sheet.ts';

const CODE = 51;
const CONTACTS_AT_MOST = 6;

export const staffCard: Sheet = {
  name: 'staff-card-a4.pdf',
  title: { vi: 'Thẻ cho cán bộ A4', en: 'Staff card A4' },
  use: {
    vi: 'để ở bàn trực: làm gì khi trang không tự hiện',
    en: 'for the desk: what to do if the guide does not come up',
  },
  page: A4,
  margin: 10,
  em: 3.3,
  pages(desk) {
    const { content, em } = desk;
    const phones = [PHONES.slice(0, 2), PHONES.slice(2)].map((pair) =>
      row(
        pair.map((phone) => ({ block: phoneBlock(desk, phone) })),
        { between: em, align: 'stretch' },
      ),
    );
    return [
      [
        sign(
          desk,
          content.say(({ staff }) => staff.title),
          'show',
        ),
        heading(
          desk,
          'warning',
          content.say(({ staff }) => staff.when),
        ),
        row(
          [
            {
              block: numberedList(
                desk,
                content.list(({ staff }) => staff.first),
              ),
            },
            { block: address(desk) },
          ],
          {
            between: em * 1.5,
          },
        ),
        ...phones,
        ...(content.location ? [location(desk, content.location, CODE)] : []),
        row([{ block: people(desk) }, { block: materials(desk) }], { between: em * 2, align: 'top' }),
      ],
    ];
  },
};

function phoneBlock(desk: Desk, phone: Phone): Block {
  const { paper, content, em } = desk;
  const [name = ''] = content.say(({ staff }) => staff.phones[phone].name);
  const inside = stack([
    text(paper, name, { size: em * 1.3, face: 'bold', colour: COLOUR.sign }),
    numberedList(
      desk,
      content.list(({ staff }) => staff.phones[phone].steps),
    ),
  ]);
  return panel(paper, inside, { colour: COLOUR.tint, padding: em * 0.8, corner: em * 0.8 });
}

function people(desk: Desk): Block {
  const { content, em } = desk;
  return stack([
    heading(
      desk,
      'phone',
      content.say(({ staff }) => staff.contacts),
    ),
    gap(em * 0.2),
    contacts(desk, { most: CONTACTS_AT_MOST, columns: 2 }),
  ]);
}

function materials(desk: Desk): Block {
  const { paper, content, em } = desk;
  const lines = content.materials.map(({ label, name }) =>
    stack([
      gap(em * 0.3),
      text(paper, label, { size: em * 1.1, face: 'bold' }),
      said(paper, name, { size: em * 0.9 }),
    ]),
  );
  return stack([
    heading(
      desk,
      'guide',
      content.say(({ staff }) => staff.materials),
    ),
    ...lines,
  ]);
}

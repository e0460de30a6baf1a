import { type Block, gap } from '../blocks/block.ts';
import { stack } from '../blocks/stack.ts';
import { said, text } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import type { Stop } from '../content.ts';
import type { Desk } from '../desk.ts';
import { heading } from '../parts/heading.ts';
import { help } from '../parts/help.ts';
import { join } from '../parts/join.ts';
import { location } from '../parts/location.ts';
import { noPage } from '../parts/no-page.ts';
import { sign } from '../parts/sign.ts';
import { stopsDown } from '../parts/stops.ts';
import { A5, type Sheet } from './sheet.ts';

/** 35 mm of black and white, and the quiet zone. */
const CODE = 45;

export const leaflet: Sheet = {
  name: 'leaflet-a5.pdf',
  title: { vi: 'Tờ rơi A5, hai mặt', en: 'Leaflet A5, two sides' },
  use: { vi: 'phát cho người đi đường khi chờ', en: 'to hand out to those who wait' },
  page: A5,
  margin: 9,
  em: 3.1,
  pages(desk) {
    const { paper, content, em } = desk;
    const front = [
      sign(desk),
      join(desk, CODE),
      said(paper, content.stepsTitle, { size: em * 1.5, face: 'bold' }),
      stopsDown(desk, CODE),
      noPage(desk),
    ];
    const back = [
      ...content.stops.filter(({ steps }) => steps.length > 0).map((stop) => how(desk, stop)),
      ...(content.location ? [location(desk, content.location, CODE)] : []),
      help(desk, 2),
      said(paper, content.privacy, { size: em, colour: COLOUR.soft }),
    ];
    return [front, back];
  },
};

/** A step in the words of the guide's own page about it. */
function how(desk: Desk, { icon, name, steps }: Stop): Block {
  const { paper, em } = desk;
  return stack([
    heading(desk, icon, name),
    ...steps.flatMap((step, index) => [gap(em * 0.35), text(paper, `${index + 1}. ${step}`, { size: em })]),
  ]);
}

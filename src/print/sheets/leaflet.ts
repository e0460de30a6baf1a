import { row } from '../blocks/row.ts';
import { stack } from '../blocks/stack.ts';
import { said } from '../blocks/text.ts';
import { COLOUR } from '../colours.ts';
import { heading } from '../parts/heading.ts';
import { help } from '../parts/help.ts';
import { join } from '../parts/join.ts';
import { numberedList } from '../parts/list.ts';
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
    // Beside codes that keep their size, words may be bigger and take no more of the page.
    const front = [
      sign({ ...desk, em: em * 0.9 }),
      join({ ...desk, em: em * 1.2 }, CODE),
      said(paper, content.stepsTitle, { size: em * 1.5, face: 'bold' }),
      stopsDown({ ...desk, em: em * 1.45 }, CODE),
    ];
    const back = [
      ...content.stops
        .filter(({ steps }) => steps.length > 0)
        .map(({ icon, name, steps }) => stack([heading(desk, icon, name), numberedList(desk, steps)])),
      ...(content.location ? [location(desk, content.location, CODE)] : []),
      row([{ block: noPage(desk) }, { block: help(desk, 2) }], { between: em * 1.5, align: 'top' }),
      said(paper, content.privacy, { size: em, colour: COLOUR.soft }),
    ];
    return [front, back];
  },
};

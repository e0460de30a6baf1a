import { said } from '../blocks/text.ts';
import { help } from '../parts/help.ts';
import { joinAcross } from '../parts/join.ts';
import { location } from '../parts/location.ts';
import { noPage } from '../parts/no-page.ts';
import { sign } from '../parts/sign.ts';
import { stopsDown } from '../parts/stops.ts';
import type { Sheet } from './sheet.ts';

/** 150 mm of black and white, and the quiet zone. */
const CODE = 192;

export const standee: Sheet = {
  name: 'standee-600x1600.pdf',
  title: { vi: 'Standee hoặc băng rôn 60 × 160 cm', en: 'Standee or banner 60 × 160 cm' },
  use: { vi: 'dựng trước chốt, đọc được từ trong xe', en: 'to stand before the barrier, read from a car' },
  page: { width: 600, height: 1600 },
  margin: 36,
  em: 15,
  pages(desk) {
    const { paper, content, em } = desk;
    return [
      [
        sign(desk),
        joinAcross(desk, CODE),
        said(paper, content.stepsTitle, { size: em * 1.5, face: 'bold' }),
        stopsDown(desk, CODE),
        ...(content.location ? [location(desk, content.location, CODE)] : []),
        noPage(desk),
        help(desk, 1),
      ],
    ];
  },
};

import { row } from '../blocks/row.ts';
import { said } from '../blocks/text.ts';
import { help } from '../parts/help.ts';
import { join } from '../parts/join.ts';
import { noPage } from '../parts/no-page.ts';
import { sign } from '../parts/sign.ts';
import { stopsAcross } from '../parts/stops.ts';
import { A4, type Sheet } from './sheet.ts';

/** Three beside each other: 50 mm of black and white each, and the quiet zone. */
const CODE = 64;

export const poster: Sheet = {
  name: 'poster-a4.pdf',
  title: { vi: 'Áp phích A4', en: 'Poster A4' },
  use: { vi: 'dán ở bàn khai báo và chỗ chờ', en: 'for the wall, where people wait' },
  page: A4,
  margin: 9,
  em: 4,
  pages(desk) {
    const { paper, content, em } = desk;
    return [
      [
        sign(desk),
        join(desk, CODE),
        said(paper, content.stepsTitle, { size: em * 1.5, face: 'bold' }),
        stopsAcross(desk, CODE),
        row([{ block: noPage(desk) }, { block: help(desk, 2) }], { between: em * 2, align: 'top' }),
      ],
    ];
  },
};

import { gap } from '../blocks/block.ts';
import { stack } from '../blocks/stack.ts';
import { said } from '../blocks/text.ts';
import { joinDown } from '../parts/join.ts';
import { address } from '../parts/no-page.ts';
import { sign } from '../parts/sign.ts';
import { A6, type Sheet } from './sheet.ts';

/** 35 mm of black and white, and the quiet zone. */
const CODE = 45;

export const tableCard: Sheet = {
  name: 'table-card-a6.pdf',
  title: { vi: 'Thẻ để bàn A6', en: 'Table card A6' },
  use: { vi: 'đặt trên bàn, quét mã là nối WiFi', en: 'for the table: scan it and join the WiFi' },
  page: A6,
  margin: 8,
  em: 2.7,
  pages(desk) {
    const { paper, content, em } = desk;
    // At arm's length the words need the room more than the sign does.
    const head = sign({ ...desk, em: em * 0.65 });
    const typed = stack([
      said(
        paper,
        content.say(({ noPage, type }) => `${noPage} ${type}`),
        { size: em },
      ),
      gap(em * 0.3),
      address(desk),
    ]);
    return [[head, ...joinDown(desk, CODE), typed]];
  },
};

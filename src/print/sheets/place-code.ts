import { code } from '../blocks/code.ts';
import { said } from '../blocks/text.ts';
import { locationApps } from '../parts/location.ts';
import { sign } from '../parts/sign.ts';
import { A4, type Sheet } from './sheet.ts';

/** 150 mm of black and white, as Hà Nội asked for in September 2021, and the quiet zone: all that an office's printer reaches of A4. */
const CODE = 192;

export const placeCode: Sheet = {
  name: 'place-code-a4.pdf',
  title: { vi: 'Mã QR của chốt A4', en: "The checkpoint's QR code A4" },
  use: {
    vi: 'dán ở lối vào: quét để ghi lại là đã qua chốt',
    en: 'for the way in: scanned by those who pass',
  },
  page: A4,
  margin: 9,
  em: 4,
  isFor: ({ locationQr }) => locationQr !== undefined,
  pages(desk) {
    const { paper, content, em } = desk;
    if (!content.location) return [];
    return [
      [
        // Beside a code that keeps its size, how to scan it needs the room more than the sign does.
        sign(
          { ...desk, em: em * 0.75 },
          content.say((words) => words.location),
          'location',
        ),
        said(
          paper,
          content.say(({ locationText }) => locationText),
          { size: em * 1.3, face: 'bold', align: 'centre' },
        ),
        code(paper, content.location.text, CODE),
        locationApps(desk, content.location),
      ],
    ];
  },
};

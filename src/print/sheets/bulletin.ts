import { gap } from '../blocks/block.ts';
import { stack } from '../blocks/stack.ts';
import { text } from '../blocks/text.ts';
import { bulletinsOf } from '../bulletin.ts';
import { COLOUR } from '../colours.ts';
import { sign } from '../parts/sign.ts';
import { A4, type Sheet } from './sheet.ts';

export const bulletin: Sheet = {
  name: 'bulletin-a4.pdf',
  title: { vi: 'Bản tin đọc loa', en: 'Loudspeaker bulletin' },
  use: { vi: 'để đọc trên loa, mỗi thứ tiếng một trang', en: 'to read aloud, a page for each language' },
  page: A4,
  margin: 14,
  em: 5,
  pages(desk) {
    const { paper, content, em } = desk;
    return bulletinsOf(content).map(({ title, note, paragraphs }) => [
      sign({ ...desk, em: em * 0.75 }, [title], 'notice'),
      text(paper, note, { size: em * 0.7, colour: COLOUR.soft }),
      ...paragraphs.map((words) => stack([gap(em * 0.4), text(paper, words, { size: em })])),
    ]);
  },
};

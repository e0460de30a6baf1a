import type { Row, Sheet as SheetWith } from 'write-excel-file/node';
import { type Definition, type Definitions, SPLITS } from '../../../../domain/definitions.ts';
import { type Metric, REPORTED } from '../../../../domain/tally.ts';
import type { Text } from '../../../../domain/text.ts';
import { both, heading, sentence, text, WIDTH } from './cells.ts';

/** Buffers are what the library takes pictures as; there are none. */
export type Sheet = SheetWith<Buffer>;

/** A sheet of what the figures mean and cannot mean. */
export function meanings({ note, figures: metrics, fields }: Definitions): Sheet {
  const line = ([id, { name, meaning, not }]: readonly [string, Definition]): Row => [
    text(id),
    text(both(name)),
    sentence(`${meaning.vi}. ${not.vi}`),
    sentence(`${meaning.en}. ${not.en}`),
  ];
  const header = [
    { vi: 'Mã', en: 'Id' },
    { vi: 'Cột', en: 'Column' },
    { vi: 'Tiếng Việt', en: 'In Vietnamese' },
    { vi: 'Tiếng Anh', en: 'In English' },
  ];
  return {
    sheet: 'Định nghĩa - Definitions',
    orientation: 'landscape',
    stickyRowsCount: 1,
    columns: [WIDTH.id, WIDTH.name, WIDTH.sentence, WIDTH.sentence].map((width) => ({ width })),
    data: [
      header.map(heading),
      [text(''), text(''), sentence(note.vi), sentence(note.en)],
      ...Object.entries(fields).map(line),
      ...REPORTED.map((metric) => line([metric, metrics[metric]])),
    ],
  };
}

/** `session:language=vi` is “Vào mạng, ngôn ngữ vi”. */
export function partName(part: string, names: Readonly<Record<Metric, Definition>>): Text {
  const [, metric = '', split = '', value = ''] = /^(\w+):(\w+)=(.*)$/s.exec(part) ?? [];
  const [figureName, splitName] = [names[metric as Metric]?.name, SPLITS[split]];
  if (!figureName || !splitName) return { vi: part, en: part };
  return {
    vi: `${figureName.vi}, ${splitName.vi} ${value}`,
    en: `${figureName.en}, ${splitName.en} ${value}`,
  };
}

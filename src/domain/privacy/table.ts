import type { Text } from '../text.ts';
import { COLUMNS } from './columns.ts';
import { FILES } from './files.ts';
import { LOG, MEMORY } from './memory.ts';
import { isAbout, type PrivacyRow } from './row.ts';
import { WIRE } from './wire.ts';

export type Part = 'columns' | 'files' | 'memory' | 'log' | 'wire';

/** All that this installation keeps or says: the one table, by what it is found in. */
export const PRIVACY: Readonly<Record<Part, { readonly title: Text; readonly rows: readonly PrivacyRow[] }>> =
  {
    columns: { title: { vi: 'Cột của tệp số đếm', en: 'Columns of the ledger' }, rows: COLUMNS },
    files: { title: { vi: 'Tệp', en: 'Files' }, rows: FILES },
    memory: { title: { vi: 'Chỉ trong bộ nhớ', en: 'In memory only' }, rows: MEMORY },
    log: { title: { vi: 'Nhật ký', en: 'The log' }, rows: LOG },
    wire: {
      title: { vi: 'Trả lời qua mạng và tại máy', en: 'Answers, over the wire and on the box' },
      rows: WIRE,
    },
  };

export const PARTS = Object.keys(PRIVACY) as readonly Part[];

/** What is said of a name that was found; undefined where nobody has said anything, which is a finding. */
export function rowAbout(part: Part, name: string): PrivacyRow | undefined {
  return PRIVACY[part].rows.find((row) => isAbout(row, name));
}

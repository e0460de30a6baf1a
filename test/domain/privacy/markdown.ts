import type { Innocent } from '../../../src/domain/privacy/innocents.ts';
import { KEPT, LEAVES, type PrivacyRow } from '../../../src/domain/privacy/row.ts';
import { PARTS, PRIVACY } from '../../../src/domain/privacy/table.ts';
import type { Text, Tongue } from '../../../src/domain/text.ts';

const HEAD: readonly Text[] = [
  { vi: 'tên', en: 'name' },
  { vi: 'để làm gì', en: 'what for' },
  { vi: 'giữ bao lâu', en: 'kept' },
  { vi: 'ra khỏi máy', en: 'leaves the box' },
];

const INNOCENT: Text = {
  vi: 'Trông giống mà không phải, nên lệnh kiểm tra bỏ qua',
  en: 'What looks as a trace and is none, so that the audit passes over it',
};

/** The whole table for readers: one line for all that has the same purpose, time and way. */
export function privacyMarkdown(innocents: readonly Innocent[], tongue: Tongue): string {
  const head = HEAD.map((text) => text[tongue]);
  const parts = PARTS.map((part) => {
    const { title, rows } = PRIVACY[part];
    const lines = [...groupsOf(rows, tongue)].map(([fate, ids]) => [ids.join(', '), ...fate.split('|')]);
    const table = [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |\n`);
    return `### ${title[tongue]}\n\n${table.join('')}`;
  });
  const passed = innocents.map(({ kind, why }) => `- ${kind}: ${why[tongue]}\n`);
  return [...parts, `### ${INNOCENT[tongue]}\n\n${passed.join('')}`].join('\n');
}

function groupsOf(rows: readonly PrivacyRow[], tongue: Tongue): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { id, purpose, kept, leaves } of rows) {
    const fate = [purpose, KEPT[kept], LEAVES[leaves]].map((text) => text[tongue]).join('|');
    groups.set(fate, [...(groups.get(fate) ?? []), `\`${id}\``]);
  }
  return groups;
}

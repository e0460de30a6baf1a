import { type Finding, findingText } from '../domain/privacy/finding.ts';
import { KEPT, LEAVES, type PrivacyRow } from '../domain/privacy/row.ts';
import { PARTS, type Part, PRIVACY } from '../domain/privacy/table.ts';
import { RUN } from '../domain/rules/names.ts';
import type { Text, Tongue } from '../domain/text.ts';
import type { Audit } from './audit-box.ts';
import { wrap } from './wrap.ts';

const WORDS = {
  none: { vi: 'KHÔNG AI NÊU LÝ DO', en: 'NOBODY HAS SAID WHY' },
  kept: { vi: 'giữ', en: 'kept' },
  leaves: { vi: 'ra khỏi máy', en: 'leaves the box' },
  portal: { vi: 'như portal đang chạy cho biết', en: 'as the running portal tells' },
  file: { vi: 'đọc từ tệp, vì portal không chạy', en: 'read from the file, as no portal runs' },
  looked: { vi: 'Đã đọc từng byte', en: 'Read byte by byte' },
  journal: { vi: 'máy này không có nhật ký journald', en: 'no journal of systemd on this machine' },
  memory: {
    vi: 'không tìm trong đó: địa chỉ của khách ở đó là đúng chỗ',
    en: "not searched: guests' addresses are there by design",
  },
  'in memory': { vi: 'trong RAM (tmpfs)', en: 'in RAM (tmpfs)' },
  'on disk': { vi: 'TRÊN ĐĨA', en: 'ON A DISK' },
  'not there': { vi: 'không có lúc này', en: 'not there now' },
  clean: {
    vi: 'Không thấy MAC, IP hay User-Agent nào; thứ gì cũng có lý do.',
    en: 'No MAC, IP or User-Agent was found, and all has a purpose.',
  },
  found: { vi: 'Phải xem lại', en: 'To be looked into' },
} as const satisfies Readonly<Record<string, Text>>;

/** Names stand in front; what is longer gets a line of its own. */
const NAME_COLUMNS = 30;

/** All that an auditor is told, within 80 columns: the table as it is on this box, what was searched, and what was found. */
export function tellAudit(audit: Audit, tongue: Tongue): string {
  const parts = PARTS.map((part) => tellPart(part, audit, tongue));
  return [...parts, tellLooked(audit, tongue), tellFindings(audit.findings, tongue)].join('\n');
}

function tellPart(part: Part, audit: Audit, tongue: Tongue): string {
  const { title, rows } = PRIVACY[part];
  const isReal = part === 'columns';
  // The database's own columns, whether they have a row or not; of the others, all that there can be.
  const names = isReal
    ? audit.columns.map(({ table, column }) => `${table}.${column}`)
    : rows.map(({ id }) => id);
  const from = isReal ? ` (${WORDS[audit.schemaFrom][tongue]})` : '';
  return `${title[tongue]}${from}\n${tellRows(part, names, tongue)}`;
}

function tellRows(part: Part, names: readonly string[], tongue: Tongue): string {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const row = PRIVACY[part].rows.find(({ id }) => id === name);
    const head = row === undefined ? WORDS.none[tongue] : fateOf(row, tongue);
    groups.set(head, [...(groups.get(head) ?? []), nameLine(name, row, tongue)]);
  }
  return [...groups].map(([head, lines]) => `${wrap(`  ${head}`)}\n${lines.join('')}`).join('');
}

function fateOf({ kept, leaves }: PrivacyRow, tongue: Tongue): string {
  return `${WORDS.kept[tongue]}: ${KEPT[kept][tongue]}; ${WORDS.leaves[tongue]}: ${LEAVES[leaves][tongue]}`;
}

function nameLine(name: string, row: PrivacyRow | undefined, tongue: Tongue): string {
  const purpose = row?.purpose[tongue] ?? '';
  const line = `    ${name.padEnd(NAME_COLUMNS)} ${purpose}`.trimEnd();
  const fits = name.length <= NAME_COLUMNS && line.length <= 80;
  return fits ? `${line}\n` : `    ${name}\n${wrap(`        ${purpose}`)}\n`;
}

function tellLooked({ looked, hasJournal, memory, folders }: Audit, tongue: Tongue): string {
  const rows = looked.map(({ place, bytes }) => `    ${place.padEnd(NAME_COLUMNS)} ${sizeOf(bytes)}\n`);
  const journal = hasJournal ? '' : `    ${WORDS.journal[tongue]}\n`;
  const ram = `    ${RUN}: ${WORDS[memory.state][tongue]};\n        ${WORDS.memory[tongue]}\n`;
  const where = Object.entries(folders).map(([place, path]) => `    ${place}/ = ${path}\n`);
  return `${WORDS.looked[tongue]}\n${where.join('')}${rows.join('')}${journal}${ram}`;
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${Math.round(bytes / 1e6)} MB`;
}

function tellFindings(findings: readonly Finding[], tongue: Tongue): string {
  if (findings.length === 0) return `${WORDS.clean[tongue]}\n`;
  const rows = findings.map(
    (finding) => `${wrap(`    ${finding.place}: ${findingText(finding)[tongue]}`)}\n`,
  );
  return `${WORDS.found[tongue]}: ${findings.length}\n${rows.join('')}`;
}

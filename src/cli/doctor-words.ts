import type { Contact } from '../domain/checkpoint.ts';
import type { CheckReport, DoctorReport, Finding, Level } from '../domain/finding.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { cut, hang } from './hang.ts';

export interface Style {
  readonly tongue: Tongue;
  readonly colour: boolean;
}

const SIGN_COLUMNS = 7;
/** Of a check's name, with a blank behind it. */
export const NAME_COLUMNS = 21;

const SIGNS: Readonly<Record<Level, Text>> = {
  green: { vi: 'TỐT', en: 'GOOD' },
  yellow: { vi: 'CHÚ Ý', en: 'MIND' },
  red: { vi: 'HỎNG', en: 'BAD' },
};

const LABELS = {
  meaning: { vi: 'Nghĩa là: ', en: 'Meaning: ' },
  remedy: { vi: 'Cách sửa: ', en: 'Remedy:  ' },
  again: { vi: 'Xem lại:  ', en: 'Again:   ' },
} as const satisfies Readonly<Record<string, Text>>;

/** ECMA-48. */
const PAINT: Readonly<Record<Level | 'own', string>> = {
  green: '\u001b[32m',
  yellow: '\u001b[1;33m',
  red: '\u001b[1;31m',
  own: '\u001b[0m',
};

/** One check: a line where all is well, else what is wrong, what it means, what to do and how to see that it is mended. */
export function tellCheck({ id, name, level, findings }: CheckReport, style: Style): string {
  const { tongue } = style;
  if (findings.length === 0) return '';
  const sign = SIGNS[level][tongue].padEnd(SIGN_COLUMNS);
  const head = sign + name[tongue].padEnd(NAME_COLUMNS);
  if (level === 'green')
    return paint(cut(head + findings.map(({ what }) => what[tongue]).join('; ')), level, style);
  const faults = findings.filter((finding) => finding.level !== 'green');
  const told = faults.map((finding, index) =>
    tellFault(finding, {
      before: index === 0 ? head : ' '.repeat(head.length),
      // What several have in common is said once: what it means with the first, how to look again with the last.
      meaning: finding.meaning?.en === faults[index - 1]?.meaning?.en ? undefined : finding.meaning,
      again: againOf(finding, id) === againOf(faults[index + 1], id) ? undefined : againOf(finding, id),
      tongue,
    }),
  );
  return paint(told.join(''), level, style);
}

interface FaultStyle {
  readonly before: string;
  readonly meaning: Text | undefined;
  readonly again: string | undefined;
  readonly tongue: Tongue;
}

function tellFault({ what, remedy }: Finding, { before, meaning, again, tongue }: FaultStyle): string {
  const inset = ' '.repeat(SIGN_COLUMNS);
  const rows = [
    hang(before, what[tongue]),
    meaning && hang(inset + LABELS.meaning[tongue], meaning[tongue]),
    remedy && hang(inset + LABELS.remedy[tongue], remedy[tongue]),
    again && hang(inset + LABELS.again[tongue], again),
  ];
  return rows.filter(Boolean).join('');
}

function againOf(finding: Finding | undefined, id: string): string | undefined {
  return finding && (finding.again ?? `checkpoint-portal doctor ${id}`);
}

/** Only the sign has a colour: columns are counted without. */
function paint(text: string, level: Level, { colour, tongue }: Style): string {
  if (!colour) return text;
  const sign = SIGNS[level][tongue];
  return `${PAINT[level]}${sign}${PAINT.own}${text.slice(sign.length)}`;
}

/** How many are well and how many are not, and whom to call. */
export function tellSummary(report: DoctorReport, contacts: readonly Contact[], style: Style): string {
  const { tongue } = style;
  const told = report.checks.filter(({ findings }) => findings.length > 0);
  const count = (level: Level) => told.filter((check) => check.level === level).length;
  if (report.level === 'green')
    return { vi: `\nTất cả ${told.length} mục đều tốt.\n`, en: `\nAll ${told.length} checks are well.\n` }[
      tongue
    ];
  const [red, yellow, green] = [count('red'), count('yellow'), count('green')];
  const counts = {
    vi: `\n${red} mục hỏng, ${yellow} cần chú ý, ${green} tốt.\n`,
    en: `\n${red} bad, ${yellow} to mind, ${green} good.\n`,
  }[tongue];
  const label = { vi: 'Cần giúp thì gọi: ', en: 'For help call: ' }[tongue];
  const people = contacts.map(({ name, phone }) => `${name}, ${phone}`).join('; ');
  return counts + (red > 0 && people !== '' ? hang(label, people) : '');
}

/** What a level is called, as in the report. */
export function signOf(level: Level, tongue: Tongue): string {
  return SIGNS[level][tongue];
}

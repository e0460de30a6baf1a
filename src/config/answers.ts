import type { Text } from '../domain/text.ts';
import { setKey } from './edit.ts';
import type { Written } from './schema.ts';

/** What a technician says of a checkpoint, under the names that an answers file has. */
export const ANSWERS = [
  'id',
  'name',
  'name_en',
  'district',
  'province',
  'contact',
  'phone',
  'radio',
  'port',
  'uplink',
  'ssid',
] as const;
export type Answer = (typeof ANSWERS)[number];
export type Answers = Partial<Readonly<Record<Answer, string>>>;

/** What no checkpoint can do without; one of `radio` and `port` beside. */
const NEEDED: readonly Answer[] = ['id', 'name', 'uplink', 'ssid'];

export interface AnswersFault {
  /** Counted from 1; undefined: of the whole file. */
  readonly line: number | undefined;
  readonly text: Text;
}

/** Reads an answers file: `name = value` a line, with quotes or without, `#` before a comment. */
export function parseAnswers(text: string): { answers: Answers; faults: readonly AnswersFault[] } {
  const answers: Partial<Record<Answer, string>> = {};
  const faults: AnswersFault[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const [, key = '', quoted, single, bare = ''] =
      /^\s*(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'\s].*?)?)\s*(?:\s#.*)?$/.exec(line) ?? [];
    if (isAnswer(key)) answers[key] = quoted ?? single ?? bare;
    else faults.push({ line: index + 1, text: unknown(line.trim()) });
  }
  return { answers, faults };
}

/** The needed answers that are not there. */
export function missingAnswers(answers: Answers): readonly string[] {
  const missing: string[] = NEEDED.filter((key) => !answers[key]);
  return answers.radio || answers.port ? missing : [...missing, 'radio | port'];
}

/** What an existing config answers already. */
export function answersOf({ checkpoint, access, uplink }: Written): Answers {
  const { id, name, district, province } = checkpoint;
  const first = name.vi ?? Object.values(name)[0];
  const all = { id, name: first, name_en: name.en, district, province };
  const network = { radio: access.radio, port: access.port, uplink: uplink.interface, ssid: access.ssid };
  return Object.fromEntries(
    Object.entries({ ...all, ...network }).filter(([, value]) => value !== undefined),
  );
}

/**
 * Puts answers into the text of a config. What is not answered stays, an empty answer takes its setting away. `fresh`: the text is
 * the example, whose contacts are nobody's.
 */
export function fillConfig(toml: string, answers: Answers, fresh: boolean): string {
  const { name, name_en, contact, phone, radio } = answers;
  const names = [['vi', name] as const, ['en', name_en] as const].filter(([, text]) => text);
  const inline = names.map(([tag, text]) => `${tag} = ${spell(text)}`).join(', ');
  const person = `[{ name = ${spell(contact || 'Tổ trực chốt')}, phone = ${spell(phone)} }]`;
  const texts = TEXTS.filter(([, , answer]) => answers[answer] !== undefined);
  const settings: readonly Setting[] = [
    ...texts.map(([table, key, answer]): Setting => [table, key, spell(answers[answer])]),
    ...(name ? [['checkpoint', 'name', `{ ${inline} }`] as const] : []),
    ...(phone || fresh ? [['checkpoint', 'contacts', phone && person] as const] : []),
    // An access point of its own has these in itself.
    ...(radio === '' ? ['channel', 'country', 'owe'].map((key): Setting => ['access', key, undefined]) : []),
  ];
  return settings.reduce((text, [table, key, value]) => setKey(text, [table, key], value), toml);
}

/** A table, a key, and its value in TOML; undefined: none. */
type Setting = readonly [string, string, string | undefined];

/** Answers that are a setting's text as they are. */
const TEXTS: readonly (readonly [string, string, Answer])[] = [
  ['checkpoint', 'id', 'id'],
  ['checkpoint', 'district', 'district'],
  ['checkpoint', 'province', 'province'],
  ['access', 'ssid', 'ssid'],
  ['access', 'radio', 'radio'],
  ['access', 'port', 'port'],
  ['uplink', 'interface', 'uplink'],
];

/** TOML's basic strings are JSON's, but for control characters, which no setting may hold. */
function spell(text: string | undefined): string | undefined {
  return text ? JSON.stringify(text) : undefined;
}

function isAnswer(key: string): key is Answer {
  return ANSWERS.some((answer) => answer === key);
}

function unknown(line: string): Text {
  const known = ANSWERS.join(', ');
  return {
    vi: `không hiểu "${line}"\n    Cách sửa: viết tên = giá trị; các tên: ${known}`,
    en: `cannot understand "${line}"\n    Remedy: write name = value; the names: ${known}`,
  };
}

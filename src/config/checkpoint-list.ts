import * as v from 'valibot';
import type { Enrolled } from '../domain/enrolled.ts';
import { LIST_FIELDS } from './fields/checkpoint-list.ts';
import { readForm } from './form.ts';
import type { Finding, Problem } from './problem.ts';
import { id, publicKey, text } from './schema.ts';

/** Whoever has more than a large province has a hub. */
const CHECKPOINTS_AT_MOST = 1000;

/** No user and password in it, and no path: what is asked there is ours to say. */
const reportUrl = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url(),
  v.regex(/^https?:\/\/(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::\d{1,5})?\/?$/),
);
const token = v.pipe(v.string(), v.regex(/^cp_[0-9a-f]{8}_[A-Za-z0-9_-]{43}$/));

const schema = v.strictObject({
  checkpoint: v.pipe(
    v.array(
      v.strictObject({
        id,
        name: v.optional(text(80)),
        url: v.optional(reportUrl),
        token: v.optional(token),
        token_file: v.optional(text(300)),
        key: publicKey,
      }),
    ),
    v.minLength(1),
    v.maxLength(CHECKPOINTS_AT_MOST),
  ),
});

type Entry = v.InferOutput<typeof schema>['checkpoint'][number];

export type ParsedList =
  | { readonly ok: true; readonly checkpoints: readonly Enrolled[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a token file says; throws the system's reason. */
export type ReadToken = (path: string) => string;

/** Reads the list of a district's checkpoints: typed values, or every problem at once, in the order of the file. */
export function parseCheckpointList(toml: string, readToken: ReadToken): ParsedList {
  const tokens = new Map<string, string>();
  const find = ({ checkpoint }: v.InferOutput<typeof schema>) =>
    entriesOf(checkpoint).flatMap((entry, index, all) => [
      ...twice(entry, index, all),
      ...withoutToken(entry, index),
      ...unreadable(entry, index, (path) => tokens.set(path, v.parse(token, readToken(path).trim()))),
    ]);
  const filled = readForm(toml, { schema, fields: LIST_FIELDS, rules: [{ reads: [], find }] });
  if (!filled.ok) return filled;
  return { ok: true, checkpoints: filled.written.checkpoint.map((entry) => toEnrolled(entry, tokens)) };
}

/** The rules look at a list that may be faulty: what is no table in it has been told of. */
function entriesOf(checkpoint: unknown): readonly Partial<Entry>[] {
  if (!Array.isArray(checkpoint)) return [];
  return checkpoint.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? entry : {}));
}

function toEnrolled({ id, name = id, url, key, ...entry }: Entry, tokens: ReadonlyMap<string, string>) {
  const secret = entry.token ?? tokens.get(entry.token_file ?? '');
  const source =
    url === undefined || secret === undefined ? undefined : { url: url.replace(/\/$/, ''), token: secret };
  const bytes = Buffer.from(key, key.length === 64 ? 'hex' : 'base64');
  return { id, name, key: bytes.toString('base64'), source };
}

/** Counts of the one would be taken for those of the other. */
function twice({ id }: Partial<Entry>, index: number, all: readonly Partial<Entry>[]): Finding[] {
  const first = all.findIndex((entry) => entry.id === id);
  if (id === undefined || first === index) return [];
  return [
    {
      path: ['checkpoint', String(index), 'id'],
      value: id,
      fault: { vi: 'mã này đã có ở trên', en: 'this id stands above already' },
      remedy: { vi: 'mỗi chốt ghi một lần, với mã riêng', en: 'write each checkpoint once, with its own id' },
    },
  ];
}

function withoutToken({ url, token, token_file }: Partial<Entry>, index: number): Finding[] {
  if (url === undefined || token !== undefined || token_file !== undefined) return [];
  return [
    {
      path: ['checkpoint', String(index), 'url'],
      value: url,
      fault: { vi: 'chưa có mã truy cập của chốt này', en: 'there is no token for this checkpoint' },
      remedy: {
        vi: 'ghi token_file = "chot.token"; mã do `checkpoint-portal token create huyen` ở chốt in ra',
        en: 'write token_file = "chot.token"; `checkpoint-portal token create district` at the checkpoint prints it',
      },
    },
  ];
}

function unreadable(
  { token_file }: Partial<Entry>,
  index: number,
  read: (path: string) => unknown,
): Finding[] {
  if (typeof token_file !== 'string') return [];
  try {
    read(token_file);
    return [];
  } catch (error) {
    const { code = 'no token' } = error as NodeJS.ErrnoException;
    return [
      {
        path: ['checkpoint', String(index), 'token_file'],
        value: token_file,
        fault: {
          vi: `không đọc được mã trong tệp này (${code})`,
          en: `no token can be read from this file (${code})`,
        },
        remedy: {
          vi: 'tệp nằm cạnh danh sách này và chỉ chứa mã dạng cp_…',
          en: 'the file lies beside this list and holds nothing but the token, cp_…',
        },
      },
    ];
  }
}

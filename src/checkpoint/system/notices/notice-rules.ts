import { TomlDate } from 'smol-toml';
import * as v from 'valibot';
import { firstHourOf } from '../../../domain/clock.ts';
import { IMPORTANCES, NOTICE_BOUNDS, NOTICES_AT_MOST } from '../../../domain/notice.ts';
import type { Text } from '../../../domain/text.ts';

/** Controls, and the marks that turn the direction of writing: what is read must be what is written. */
const LINE = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u;
const LINES = /^(?:[^\p{Cc}\u202a-\u202e\u2066-\u2069]|[\n\t])*$/u;

/** Letters with their marks are one character, however the writer's machine spells them. */
const plain = v.pipe(
  v.string(),
  v.transform((text) => text.normalize('NFC').trim()),
);
const within = (most: number) => v.check((text: string) => text !== '' && [...text].length <= most);
const line = (most: number) => v.pipe(plain, within(most), v.regex(LINE));
const date = v.pipe(
  v.string(),
  v.check((text) => firstHourOf(text) !== undefined),
);
/** TOML has dates of its own, without quotes. */
const tomlDate = v.pipe(
  v.unknown(),
  v.transform((value) => (value instanceof TomlDate ? value.toISOString() : value)),
  date,
);
const ID = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));
const LANGUAGE = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));

const importance = v.picklist(IMPORTANCES);
const title = line(NOTICE_BOUNDS.title);
const source = line(NOTICE_BOUNDS.source);
export const BODY = v.pipe(plain, within(NOTICE_BOUNDS.body), v.regex(LINES));

/** What stands between the two lines of `+++`. */
export const HEAD = v.strictObject({ title, source, date: tomlDate, expires: tomlDate, importance });

const notice = v.pipe(
  v.strictObject({
    id: ID,
    importance,
    date,
    expires: date,
    text: v.pipe(
      v.record(LANGUAGE, v.strictObject({ title, source, body: BODY })),
      v.check((text) => Object.keys(text).length > 0),
    ),
  }),
  v.check(({ date: from, expires }) => from <= expires),
);

/** What a district signs. */
export const PAYLOAD = v.strictObject({
  issued: v.pipe(v.string(), v.isoTimestamp()),
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  notices: v.pipe(
    v.array(notice),
    v.maxLength(NOTICES_AT_MOST),
    v.check((all) => new Set(all.map(({ id }) => id)).size === all.length),
  ),
});

/** What each field of a file wants, in words. */
export const WANTS: Readonly<Record<keyof v.InferOutput<typeof HEAD> | 'body', Text>> = {
  title: {
    vi: `title = "…": một dòng, tối đa ${NOTICE_BOUNDS.title} ký tự`,
    en: `title = "…": one line, ${NOTICE_BOUNDS.title} characters at most`,
  },
  source: {
    vi: `source = "…": cơ quan ra thông báo, một dòng, tối đa ${NOTICE_BOUNDS.source} ký tự`,
    en: `source = "…": the office that says so, one line, ${NOTICE_BOUNDS.source} characters at most`,
  },
  date: {
    vi: 'ngày ra thông báo, năm-tháng-ngày: date = "2021-02-07"',
    en: 'the day of the notice, year-month-day: date = "2021-02-07"',
  },
  expires: {
    vi: 'ngày cuối cùng còn hiện, không trước date: expires = "2021-02-28"',
    en: 'the last day on which it is shown, not before date: expires = "2021-02-28"',
  },
  importance: {
    vi: 'importance = "urgent" (khẩn), "important" (quan trọng) hoặc "normal"',
    en: 'importance = "urgent", "important" or "normal"',
  },
  body: {
    vi: `viết nội dung bên dưới dòng +++ thứ hai, tối đa ${NOTICE_BOUNDS.body} ký tự`,
    en: `write the text below the second line of +++, ${NOTICE_BOUNDS.body} characters at most`,
  },
};

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createNoticeFolder } from '../../src/checkpoint/system/notices/folder.ts';
import { parseNotice } from '../../src/checkpoint/system/notices/parse.ts';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { noticeFile, writeNotices } from './notice-files.ts';

describe('a folder of notices', () => {
  test('that is not there has none', async () => {
    expect(await createNoticeFolder('/no/such/folder').read()).toEqual({ notices: [], faults: [] });
  });

  test('makes one notice of all languages of an id', async () => {
    const { notices, faults } = await read({
      'rua-tay.vi.md': noticeFile(),
      // As Windows' editor saves it, with a date that TOML knows itself.
      'rua-tay.en.md':
        `\uFEFF${noticeFile({ date: 'date = 2021-02-01', title: 'title = "Wash hands"' })}`.replaceAll(
          '\n',
          '\r\n',
        ),
      'readme.txt': 'not mine',
      '.hidden.vi.md': 'not mine',
    });
    expect(faults).toEqual([]);
    expect(notices).toEqual([
      {
        id: 'rua-tay',
        importance: 'normal',
        date: '2021-02-01',
        expires: '2021-02-28',
        text: {
          vi: { title: 'Khai báo y tế', source: 'Sở Y tế', body: 'Mời khai báo *y tế*.' },
          en: { title: 'Wash hands', source: 'Sở Y tế', body: 'Mời khai báo *y tế*.' },
        },
      },
    ]);
  });

  test.each([
    ['title', 2, 'title = ""', 'title is missing'],
    ['title', 2, `title = "${'ữ'.repeat(121)}"`, 'title has 121 characters'],
    ['title', 2, 'title = "a\\u0007b"', 'hidden'],
    ['title', 2, 'title = "a\\u202eb"', 'hidden'],
    ['source', 3, `source = "${'x'.repeat(81)}"`, 'source has 81'],
    ['date', 4, 'date = "2021-02-30"', 'date is not valid'],
    ['date', 4, 'date = "1/2/2021"', 'date is not valid'],
    ['date', 4, 'date = 2021-02-01T10:00:00Z', 'date is not valid'],
    ['expires', 5, 'expires = "2021-01-31"', 'expires is not valid'],
    ['expires', 1, '', 'expires is missing'],
    ['importance', 6, 'importance = "very"', 'importance is not valid'],
    ['importance', 6, 'importance = very', 'cannot be read'],
    ['importance', 6, 'importance = "normal"\nphone = "115"', 'no field phone'],
  ])('%s on line %i is named: %s', async (field, line, written, words) => {
    const { notices, faults } = await read({
      'a.vi.md': noticeFile({ [field]: written }),
      'b.vi.md': noticeFile(),
    });
    expect(notices.map(({ id }) => id)).toEqual(['b']);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.fault.en).toContain(words);
    expect([faults[0]?.where, faults[0]?.line]).toEqual([
      'a.vi.md',
      line + (words.includes('phone') ? 1 : 0),
    ]);
    expect(faults[0]?.remedy.vi).not.toBe(faults[0]?.remedy.en);
  });

  test.each([
    ['a.vi.md', noticeFile({}, 'x'.repeat(2501)), 'body has 2501'],
    ['a.vi.md', noticeFile({}, ''), 'body is missing'],
    ['a.vi.md', 'no head', 'no head'],
    ['a.vi.md', '', 'no head'],
    ['a.vi.md', Buffer.from([0x2b, 0xff, 0xfe]), 'UTF-8'],
    ['a.vi.md', `${noticeFile()}${' '.repeat(16 * 1024)}`, '16 KB'],
    ['A thông báo.md', noticeFile(), 'no name'],
    ['README.md', noticeFile(), 'no name'],
    ['..vi.md.vietnam.md', noticeFile(), undefined],
  ])('%s, faulty, hides no other', async (name, content, words) => {
    const { notices, faults } = await read({ [name]: content, 'b.vi.md': noticeFile() });
    expect(notices.map(({ id }) => id)).toEqual(['b']);
    expect(faults.map(({ fault }) => fault.en)).toEqual(
      words === undefined ? [] : [expect.stringContaining(words)],
    );
  });

  test('names several faults of one file at once', async () => {
    const { faults } = await read({ 'a.vi.md': noticeFile({ date: '', source: 'source = 1' }, '') });
    expect(faults.map(({ fault }) => fault.en)).toEqual([
      'source is not valid',
      'date is missing',
      'body is missing',
    ]);
  });

  test('shows the first language of two that do not agree, and says so of the other', async () => {
    const { notices, faults } = await read({
      'a.en.md': noticeFile({ expires: 'expires = "2021-03-31"', importance: 'importance = "urgent"' }),
      'a.vi.md': noticeFile(),
    });
    expect(notices[0]).toMatchObject({ importance: 'normal', expires: '2021-02-28' });
    expect(Object.keys(notices[0]?.text ?? {})).toEqual(['vi']);
    expect(faults).toEqual([
      expect.objectContaining({
        where: 'a.en.md',
        fault: expect.objectContaining({ en: 'expires, importance differs from a.vi.md' }),
      }),
    ]);
  });

  test('is not held up by a pipe, a folder or what may not be read', async () => {
    const directory = writeNotices(temporaryFolder(), { 'b.vi.md': noticeFile(), 'no.vi.md': noticeFile() });
    execFileSync('mkfifo', [join(directory, 'pipe.vi.md')]);
    mkdirSync(join(directory, 'folder.vi.md'));
    chmodSync(join(directory, 'no.vi.md'), 0);
    const { notices, faults } = await createNoticeFolder(directory).read();
    const isRoot = process.getuid?.() === 0;
    expect(notices.map(({ id }) => id)).toEqual(isRoot ? ['b', 'no'] : ['b']);
    expect(faults.map(({ where }) => where)).toEqual([
      'folder.vi.md',
      ...(isRoot ? [] : ['no.vi.md']),
      'pipe.vi.md',
    ]);
  });

  test('reads a hundred files, and says so of more', async () => {
    const files = Array.from({ length: 101 }, (_, n) => [`n${n}.vi.md`, noticeFile()] as const);
    const { notices, faults } = await read(Object.fromEntries(files));
    expect([notices.length, faults.length]).toEqual([100, 1]);
  });
});

test('whatever stands in a file, it is a part or named faults', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 200 }), (bytes, head) => {
      for (const content of [
        Buffer.from(bytes),
        Buffer.from(noticeFile({ title: head }, 'x')),
        Buffer.from(`+++\n${head}\n+++`),
      ]) {
        const read = parseNotice('a.vi.md', content);
        if ('file' in read) expect(read.text.body).not.toBe('');
        else expect(read.length).toBeGreaterThan(0);
      }
    }),
  );
});

test('the notices that ship as examples are good, and hold', async () => {
  const { notices, faults } = await createNoticeFolder(`${ROOT}deploy/notices-example`).read();
  expect([notices.map(({ text }) => Object.keys(text)), faults]).toEqual([
    [
      ['vi', 'en'],
      ['vi', 'en'],
    ],
    [],
  ]);
});

function read(files: Readonly<Record<string, string | Buffer>>) {
  return createNoticeFolder(writeNotices(temporaryFolder(), files)).read();
}

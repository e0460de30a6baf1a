import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { innocentsOf } from '../../../src/domain/privacy/innocents.ts';
import { PARTS, PRIVACY, rowAbout } from '../../../src/domain/privacy/table.ts';
import { exampleCheckpoint, ROOT } from '../../example.ts';
import { privacyMarkdown } from './markdown.ts';

const FILE = join(ROOT, 'PRIVACY.md');

describe('the table of what is kept', () => {
  test('stands in PRIVACY.md as it is, in both languages (`npm test -- -u` writes it there)', async () => {
    const innocents = innocentsOf(exampleCheckpoint());
    const written = (['vi', 'en'] as const).reduce(
      (text, tongue) => {
        const between = new RegExp(`(<!-- ${tongue} -->\n)[^]*(<!-- /${tongue} -->)`);
        expect(text).toMatch(between);
        return text.replace(between, (_all, start, end) => start + privacyMarkdown(innocents, tongue) + end);
      },
      readFileSync(FILE, 'utf8'),
    );
    await expect(written).toMatchFileSnapshot(FILE);
  });

  test('is linked from the README', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('(PRIVACY.md)');
  });

  test('names nothing twice, and says all in both languages', () => {
    for (const { rows } of PARTS.map((part) => PRIVACY[part])) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
      for (const { purpose } of rows) expect([purpose.vi, purpose.en]).not.toContain('');
    }
  });

  test.each([
    ['files', 'storage/ledger.db.damaged-12-wal', true],
    ['files', 'storage/ledger.db.damaged-x', false],
    ['files', 'storage/ledgerXdb', false],
    ['files', 'storage/sub/ledger.db', false],
    ['columns', 'bucket.mac', false],
    ['wire', 'counts.rows[].totals.session', true],
    ['wire', 'counts.rows[].totals.session.more', false],
  ] as const)('%s: %s has a row: %s', (part, name, has) => {
    expect(rowAbout(part, name) !== undefined).toBe(has);
  });
});

describe('the log', () => {
  /** Each `log.info(…)`, `log.warn(…)` and `log.error(…)` of ours, and what a watch says. */
  const calls = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => [
      ...readFileSync(join(ROOT, 'src', name), 'utf8').matchAll(/\blog\.(?:info|warn|error)\((.*)\)/g),
    ])
    .map(([, said = '']) => said);

  test('holds no value that the table does not name', () => {
    expect(calls.length).toBeGreaterThan(12);
    const values = calls.flatMap((said) => [
      ...[...said.matchAll(/\$\{([^}]+)\}/g)].map(([, value = '']) => value),
      ...(/^[a-z.]+$/i.test(said) ? [said] : []),
    ]);
    const unknown = values.filter((value) => !rowAbout('log', `log.${nameOf(value)}`));
    expect(unknown).toEqual([]);
  });

  /** `checkpoint.portal.port` is a port, `reasonOf(error)` a cause, `words.failing` a text of the program. */
  function nameOf(value: string): string {
    if (value === 'reasonOf(error)') return 'cause';
    if (/^words\.|\.en$/.test(value)) return 'text';
    return (
      value
        .replace(/\.length$/, '')
        .split('.')
        .at(-1) ?? value
    );
  }
});

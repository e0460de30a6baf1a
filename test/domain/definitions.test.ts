import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFINITIONS, publicNote, SPLITS } from '../../src/domain/definitions.ts';
import { METRICS, REPORTED } from '../../src/domain/tally.ts';
import { ROOT } from '../example.ts';

describe('the definitions', () => {
  test('stand in the README word for word, a row each in their order', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const rows = REPORTED.map((metric) => {
      const splits = METRICS[metric].map((split) => SPLITS[split]?.en).join('; ');
      return `| \`${metric}\` | ${DEFINITIONS.figures[metric].meaning.en} | ${splits === '' ? '' : `${splits} `}|\n`;
    });
    expect(readme).toContain(`|---|---|---|\n${rows.join('')}\n`);
    expect(readme.replace(/\s+/g, ' ')).toContain(DEFINITIONS.note.en);
    expect(readme.replace(/\s+/g, ' ')).toContain(publicNote(10).en);
  });

  test('have words for every split, and no word that takes a figure for people', () => {
    for (const split of new Set(Object.values(METRICS).flat())) expect(SPLITS[split], split).toBeDefined();
    for (const { name, meaning } of Object.values(DEFINITIONS.figures)) {
      expect(`${name.vi} ${meaning.vi}`).not.toMatch(/người/);
      expect(`${name.en} ${meaning.en}`).not.toMatch(/people|person|visitor/);
    }
  });
});

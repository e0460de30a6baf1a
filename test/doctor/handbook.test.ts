import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { faultRows } from '../../src/doctor/faults.ts';
import type { Tongue } from '../../src/domain/text.ts';
import { ROOT } from '../example.ts';

const PAPERS = [
  'README.md',
  'README.vi.md',
  'deploy/HANDBOOK.vi.md',
  'deploy/HANDBOOK.en.md',
  'deploy/raspberry-pi/README.md',
];
const NAMES = COMMANDS.map(({ name }) => name);

describe('the handbook', () => {
  test.each(['vi', 'en'] as const)(
    'has the faults of the doctor as they are, %s (`-u` writes them there)',
    async (tongue) => {
      const file = join(ROOT, `deploy/HANDBOOK.${tongue}.md`);
      const between = /(<!-- faults -->\n)[\s\S]*(<!-- \/faults -->)/;
      const text = readFileSync(file, 'utf8');
      expect(text).toMatch(between);
      const written = text.replace(between, (_all, start, end) => start + faultsMarkdown(tongue) + end);
      await expect(written).toMatchFileSnapshot(file);
    },
  );

  test.each(PAPERS)('%s names no command that is not there', (paper) => {
    const named = commandsIn(read(paper));
    expect(named.filter((words) => !isCommand(words))).toEqual([]);
  });

  test('a command that is not there would be found', () => {
    expect(commandsIn('`checkpoint-portal dance now`').filter((words) => !isCommand(words))).toHaveLength(1);
    expect(isCommand(['counts', 'wipe'])).toBe(true);
    expect(isCommand(['config', 'aply'])).toBe(false);
  });

  test.each(PAPERS)('%s points at files that are there', (paper) => {
    const links = [...read(paper).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((link) => !existsSync(join(ROOT, dirname(paper), link)))).toEqual([]);
  });
});

function read(paper: string): string {
  return readFileSync(join(ROOT, paper), 'utf8');
}

/** The words after the program's name, where they are code. `enroll 1 ID KEY` is what a QR code says. */
function commandsIn(markdown: string): readonly (readonly string[])[] {
  const code = [...markdown.matchAll(/```[\s\S]*?```|`[^`\n]+`/g)].map(([text]) => text).join('\n');
  return [...code.matchAll(/checkpoint-portal ([a-z][a-z-]*)(?: ([a-z][a-z-]*))?/g)].map(
    ([, first = '', second = '']) => [first, second],
  );
}

/** A second word may be a command's own, or what is given to it. */
function isCommand([first = '', second = '']: readonly string[]): boolean {
  return NAMES.includes(`${first} ${second}`) || NAMES.includes(first);
}

const HEADS = {
  vi: '| | doctor nói | nghĩa là | cách sửa |',
  en: '| | the doctor says | it means | remedy |',
} as const;
const LEVELS = {
  vi: { red: 'HỎNG', yellow: 'CHÚ Ý' },
  en: { red: 'BAD', yellow: 'MIND' },
} as const;

/** Checks as headings, faults as rows; what is measured stands in braces, as the checks have it. */
function faultsMarkdown(tongue: Tongue): string {
  const rows = faultRows(CHECKS);
  return CHECKS.map((check) => {
    const own = rows.filter((row) => row.check === check);
    if (own.length === 0) return '';
    const lines = own.map(({ fault: { level, what, meaning, remedy } }) => {
      const cells = [LEVELS[tongue][level], ...[what, meaning, remedy].map((text) => cell(text[tongue]))];
      return `| ${cells.join(' | ')} |\n`;
    });
    const title = `\n#### ${check.name[tongue]} (\`doctor ${check.id}\`)`;
    return `${title}\n\n${HEADS[tongue]}\n|---|---|---|---|\n${lines.join('')}`;
  }).join('');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}

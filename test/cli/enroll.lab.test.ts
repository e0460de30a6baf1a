import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { terminalCode } from '../../src/cli/terminal-code.ts';
import { enrollmentLine } from '../../src/domain/enrollment.ts';
import { makeKeys } from '../../src/platform/ed25519.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { run } from '../lab/command.ts';
import { cli } from './cli.ts';
import { photograph } from './terminal.ts';

test.each(['black', 'white'] as const)('a phone reads the code from a %s terminal', async (paper) => {
  const { toml, folder } = await startTrial();
  const config = ['--config', join(folder, 'checkpoint.toml')];
  writeFileSync(join(folder, 'checkpoint.toml'), toml);
  const { line } = JSON.parse((await cli(['enroll', ...config, '--json'])).stdout);
  const { stdout } = await cli(['enroll', ...config]);
  expect(await decode(stdout, paper)).toBe(`${line}\n`);
});

test('whatever the key, and however long the id', async () => {
  const ids = ['a', 'chot-01', 'x'.repeat(40), ...Array.from({ length: 17 }, (_, n) => `chot-${n}`)];
  for (const id of ids) {
    const line = enrollmentLine(id, makeKeys().publicKey);
    expect(await decode(await terminalCode(line), 'black')).toBe(`${line}\n`);
  }
});

async function decode(text: string, paper: 'black' | 'white'): Promise<string> {
  const picture = join(temporaryFolder(), 'terminal.pgm');
  writeFileSync(picture, photograph(text, paper));
  return run(['zbarimg', '--quiet', '--raw', picture]);
}

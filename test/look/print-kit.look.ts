import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'vitest';
import { runCommand } from '../../src/platform/run-command.ts';
import { kitFilesOf } from '../../src/print/kit.ts';
import { ROOT } from '../example.ts';
import { FULL_CHECKPOINT } from '../pages/gallery.ts';
import { printed } from '../print/kits.ts';

/** Some 1,000 px of height for each sheet. */
const PIXELS_HIGH = '1000';

test('every sheet of the print kit', async () => {
  const folder = join(ROOT, 'data/look');
  mkdirSync(folder, { recursive: true });
  for (const { name, page } of kitFilesOf(FULL_CHECKPOINT)) {
    if (!page) continue;
    const file = join(folder, name);
    writeFileSync(file, (await printed(FULL_CHECKPOINT, name)).bytes);
    const picture = join(folder, `print-${name.replace('.pdf', '')}`);
    const words = ['-png', '-scale-to-y', PIXELS_HIGH, '-scale-to-x', '-1', file, picture];
    await runCommand('pdftoppm', words, { timeoutMs: 60_000 });
  }
});

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildLab } from './lab/build.ts';
import { installTools } from './lab/tools.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Once before all tests: the programs are built, as several tests run them, and root's lab gets its tools. */
export async function setup(): Promise<void> {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'src'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (process.getuid?.() !== 0) return;
  await Promise.all([buildLab(), installTools((line) => process.stdout.write(`lab: ${line}\n`))]);
}

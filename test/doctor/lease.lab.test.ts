import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runAnyhow } from '../../src/doctor/machine.ts';
import { ROOT } from '../example.ts';

const folder = mkdtempSync(join(tmpdir(), 'checkpoint-lease-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the doctor's phone says that asks by such a busybox: laid over the machine's own, in mounts and a network of its own. */
async function faultWith(script: string, mode: number): Promise<string> {
  const file = join(folder, 'busybox');
  writeFileSync(file, script);
  chmodSync(file, mode);
  const ask = `import { takeLease } from '${ROOT}dist/doctor/phone/lease.js';
    takeLease({ address: '10.77.0.1' }).catch(({ fault }) => console.log(fault))`;
  const laid = 'mount --bind "$1" "$(command -v busybox)" && exec "$2" --input-type=module -e "$3"';
  const said = await runAnyhow(
    'unshare',
    ['--net', '--mount', 'sh', '-c', laid, 'sh', file, process.execPath, ask],
    { timeoutMs: 20_000 },
  );
  return said.stdout.trim() || said.stderr;
}

test('a DHCP that offers and never gives is no busybox that is missing', async () => {
  expect(await faultWith('#!/bin/sh\n[ "$1" = true ] || exec sleep 60\n', 0o755)).toBe('lease');
});

test('a busybox that is missing is told as that', async () => {
  expect(await faultWith('', 0o644)).toBe('client');
});

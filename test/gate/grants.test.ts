import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createGrants } from '../../src/gate/grants.ts';

const MAC = '0a:00:00:00:00:01';
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };
const CLOCK = { monotonicMs: () => 1000, epochMs: () => 0, quality: () => 'ntp' as const };

/** On a tmpfs: nothing is read from anywhere else. */
function file(): string {
  const folder = mkdtempSync('/dev/shm/grants-');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'grants.json');
}

function kept(path: string) {
  return createGrants({ file: path, clock: CLOCK, log: LOG }).running();
}

test('who was let through is read again, an end that no grant can have is not', () => {
  const path = file();
  const rows = [
    [MAC, 11_000],
    ['0a:00:00:00:00:02', 1e300],
    ['0a:00:00:00:00:03', 129_602_000],
    ['0a:00:00:00:00:04', '11000'],
  ];
  writeFileSync(path, JSON.stringify(rows));
  expect(kept(path)).toEqual([{ mac: MAC, seconds: 10 }]);
});

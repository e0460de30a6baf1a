import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessPoint } from '../../src/doctor/checks/access-point.ts';
import { runAnyhow } from '../../src/doctor/machine.ts';
import { exampleCheckpoint } from '../example.ts';
import { type Program, startProgram } from '../lab/program.ts';
import { createFakeBox } from './fake-box.ts';

/** hostapd without a radio (`driver=none`) says as much of itself; its /run is a folder of the test's own. */
const CONFIG = 'interface=lo\ndriver=none\nctrl_interface=/run/hostapd\nssid=KHAI BAO Y TE\n';
const folder = mkdtempSync(join(tmpdir(), 'checkpoint-hostapd-'));
const file = join(folder, 'hostapd.conf');
let hostapd: Program;

beforeAll(async () => {
  writeFileSync(file, CONFIG);
  const script = `mount -t tmpfs tmpfs /run && mkdir /run/hostapd && exec hostapd ${file}`;
  hostapd = await startProgram(['unshare', '--mount', 'sh', '-c', script], /AP-ENABLED/);
});
afterAll(async () => {
  await hostapd.stop();
  rmSync(folder, { recursive: true });
});

test('hostapd is heard by a doctor whose /tmp is its own, as its unit has it', async () => {
  const example = exampleCheckpoint();
  const radio = { interface: 'lo', channel: 6, country: 'VN' } as const;
  const checkpoint = {
    ...example,
    access: { ...example.access, radio: { ...example.access.radio, ...radio } },
  };
  const ownTmp = 'mount -t tmpfs tmpfs /tmp && exec "$@"';
  const box = {
    ...createFakeBox({ checkpoint: checkpoint as typeof example }),
    run: (command: string, args: readonly string[] = []) =>
      runAnyhow('nsenter', [
        ...['--mount', `--target=${hostapd.pid()}`, 'unshare', '--mount', 'sh', '-c', ownTmp, 'sh'],
        command,
        ...args,
      ]),
  };
  const findings = await accessPoint.look(box);
  expect(findings.map(({ level, what }) => [level, what.en])).toEqual([
    ['green', 'is on the air; 0 phones are on it'],
  ]);
});

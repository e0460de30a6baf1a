import { beforeAll, expect, test } from 'vitest';
import { type Trial, tryOnMachine } from './machine.ts';

/** The name on the air has accents: their bytes must be those that a technician wrote. */
const CONFIG = `
[checkpoint]
id = "gl-ayunpa-01"
name = { vi = "Chốt số 1 Ayun Pa", en = "Checkpoint 1 Ayun Pa" }
[access]
interface = "br0"
radio = "wlan0"
ssid = "Khai báo y tế"
owe = false
[uplink]
interface = "wan0"
down_kbit = 5000
up_kbit = 5000
`;

/** What is looked at stands in `programs/`, one file a part of it; it runs on the machine, in one boot, to its end. */
let trial: Trial;

beforeAll(async () => {
  trial = await tryOnMachine(CONFIG);
});

test('the trial came to its end', () => {
  expect(trial.findings.at(-1)?.name, `see ${trial.log}`).toBe('the end');
});

test('all that it looked at holds', () => {
  const failed = trial.findings.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
  expect(failed, `see ${trial.log}`).toEqual([]);
});

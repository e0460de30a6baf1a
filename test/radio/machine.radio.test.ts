import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Trial, tryOnMachine } from './machine.ts';

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
down_kbit = 20000
up_kbit = 5000
`;

let trial: Trial;

beforeAll(async () => {
  trial = await tryOnMachine(CONFIG);
});

test('x', () => {
  expect(trial.findings.filter(({ ok }) => !ok)).toEqual([]);
});

afterAll(() => {
  process.stdout.write(trial.console.slice(-30_000));
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createNeighbours } from '../../src/checkpoint/system/neighbours.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

const TABLE = `IP address       HW type     Flags       HW address            Mask     Device
10.77.1.20       0x1         0x2         02:00:5E:10:00:0A     *        br0
10.77.1.21       0x1         0x0         00:00:00:00:00:00     *        br0
203.0.113.1      0x1         0x2         02:00:5e:ff:00:01     *        wwan0
10.77.1.2        0x1         0x6         02:00:5e:10:00:0b     *        br0
`;

test.each<[string, string | undefined, string]>([
  ['10.77.1.20', '02:00:5e:10:00:0a', 'a phone'],
  ['10.77.1.2', '02:00:5e:10:00:0b', 'an address that begins another'],
  ['10.77.1.21', undefined, 'one that has not answered yet'],
  ['203.0.113.1', undefined, 'the uplink`s side'],
  ['10.77.1.99', undefined, 'nobody'],
  ['', undefined, 'no address'],
])('%s is %s (%s)', async (ip, mac) => {
  const file = join(temporaryFolder(), 'arp');
  writeFileSync(file, TABLE);
  expect(await createNeighbours('br0', createMemoryLog(), file).macOf(ip)).toBe(mac);
});

test('the kernel`s own table can be read', async () => {
  expect(await createNeighbours('br0', createMemoryLog()).macOf('192.0.2.1')).toBeUndefined();
});

test('a table that cannot be read knows nobody, and says so once', async () => {
  const log = createMemoryLog();
  const { macOf } = createNeighbours('br0', log, '/nowhere/arp');
  expect([await macOf('10.77.1.20'), await macOf('10.77.1.20')]).toEqual([undefined, undefined]);
  expect(log.lines).toHaveLength(1);
});

test('that the kernel says nothing over IPv6 is told once, however well IPv4 goes', async () => {
  const [log, file] = [createMemoryLog(), join(temporaryFolder(), 'arp')];
  writeFileSync(file, TABLE.replaceAll('br0', 'no-such0'));
  const { macOf } = createNeighbours('no-such0', log, file);
  for (const ip of ['fd00::1', '10.77.1.20', 'fd00::1']) await macOf(ip);
  expect(log.lines).toEqual([expect.stringContaining('over IPv6')]);
});

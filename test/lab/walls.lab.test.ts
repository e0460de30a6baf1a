import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { resolve } from './clients/resolve.ts';
import { openWire } from './clients/wire.ts';
import { run } from './command.ts';
import { test } from './lab-test.ts';
import { addNamespace, configure, type Place } from './namespace.ts';
import type { Phone } from './phone.ts';
import { openReports } from './reports.ts';

/** curl's word for "nothing came back in time". */
const NO_ANSWER = 28;
const DATAGRAM = 'echo hello > /dev/udp/192.0.2.2/514';

describe('a guest, online or not, reaches', () => {
  test('neither the report API nor ssh on any address of the box', async ({ lab: { router }, phone }) => {
    await accept(phone);
    const doors = ['10.77.0.1', '203.0.113.2'].flatMap((address) => [`${address}:22`, `${address}:8081`]);
    const answers = await Promise.all(doors.map((door) => curl(phone, `http://${door}/`)));
    expect(answers.map(({ exit }) => exit)).toEqual(Array(doors.length).fill(NO_ANSWER));
    // The report API is there: asked from the box itself it answers.
    expect(await curl(router, 'http://127.0.0.1:8081/healthz')).toMatchObject({ status: 200 });
  });

  test('no network beside the uplink, as the district`s VPN', async ({ lab, phone }) => {
    const vpn = await addNamespace(`${lab.name}-vpn`);
    await configure(`${lab.name}-router`, [
      `link add vpn1 type veth peer name vpn1 netns ${vpn.name}`,
      'address add 192.0.2.1/24 dev vpn1',
      'link set vpn1 up',
    ]);
    await configure(vpn.name, [
      'address add 192.0.2.2/24 dev vpn1',
      'link set vpn1 up',
      'route add default via 192.0.2.1',
    ]);
    await accept(phone);
    await run(phone.at(['bash', '-c', DATAGRAM]));
    // The cable is not to blame: what the box itself sends later arrives, and nothing else has.
    await run(lab.router.at(['bash', '-c', DATAGRAM]));
    await expect.poll(() => datagramsReceived(vpn)).toBe(1);
  });
});

test('nobody on the uplink`s side reaches the portal, or is counted by it', async ({ lab, phone }) => {
  const internet: Place = { at: (command) => ['ip', 'netns', 'exec', `${lab.name}-internet`, ...command] };
  await configure(`${lab.name}-internet`, ['route add 10.77.0.0/22 via 203.0.113.2']);
  const before = await (await openReports(lab.router)).totals();
  const asked = await curl(internet, 'http://10.77.0.1:8080/', '--header', 'Host: 10.77.0.1');
  expect(asked).toMatchObject({ exit: NO_ANSWER });
  expect(await (await openReports(lab.router)).totals()).toEqual(before);
  expect(await curl(phone, 'http://10.77.0.1/')).toMatchObject({ status: 200 });
});

test('a phone`s own name is told to nobody and becomes no name of the network', async ({ lab, phone }) => {
  const other = await lab.addPhone();
  await announce(other, 'wpad');
  expect(await resolve(phone, other.address)).toEqual(['NXDOMAIN']);
  expect(await resolve(phone, 'wpad')).toEqual(['NXDOMAIN']);
});

test('a phone that claims another MAC on an open connection is let through under neither', async ({
  lab,
  phone,
}) => {
  const { totals } = await openReports(lab.router);
  const { session } = await totals();
  const wire = openWire(phone, '10.77.0.1', 80);
  wire.send('GET /notices HTTP/1.1\r\nHost: 10.77.0.1\r\n\r\n');
  expect(await wire.receive((received) => received.includes('</html>'))).toMatch(/^HTTP\/1\.1 200/);
  await run(phone.at(['ip', 'link', 'set', 'eth0', 'address', '0a:00:00:00:00:99']));
  // Its question for the router's MAC carries the new one of its own, and the router believes it.
  await run(phone.at(['sh', '-c', 'ip neigh flush all; ip route replace default via 10.77.0.1']));
  await expect.poll(() => claims(lab.router, phone), { timeout: 5000 }).toContain('0a:00:00:00:00:99');
  wire.send('POST /accept HTTP/1.1\r\nHost: 10.77.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  expect(await wire.receive((received) => received.includes('</html>'))).toMatch(/^HTTP\/1\.1 403/);
  expect((await totals()).session).toBe(session);
});

/** Whom the router takes the phone's address for, once the phone has spoken. */
async function claims(router: Place, phone: Phone): Promise<string> {
  await run(phone.at(['bash', '-c', 'echo hello > /dev/udp/10.77.0.1/9']));
  return run(router.at(['cat', '/proc/net/arp'])).then((table) =>
    table
      .split('\n')
      .filter((line) => line.startsWith(`${phone.address} `))
      .join(),
  );
}

/** Asks for its lease again and says its name along with it, as phones do. */
async function announce(phone: Phone, name: string): Promise<void> {
  const script = join(phone.home, 'take-lease');
  await run(
    phone.at(['busybox', 'udhcpc', '-i', 'eth0', '-q', '-n', '-s', script, '-x', `hostname:${name}`]),
  );
}

/** UDP datagrams that came in for a port nobody listens on, as the kernel counts them. */
async function datagramsReceived(place: Place): Promise<number> {
  const text = await run(place.at(['cat', '/proc/net/snmp']));
  const [names = '', values = ''] = text.split('\n').filter((line) => line.startsWith('Udp:'));
  const at = names.split(' ').indexOf('NoPorts');
  return Number(values.split(' ')[at]);
}

import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { resolve } from './clients/resolve.ts';
import { openWire } from './clients/wire.ts';
import { run } from './command.ts';
import { GATEWAY, GATEWAY6, MODEM, WEB_ADDRESS } from './internet.ts';
import { test } from './lab-test.ts';
import { addNamespace, configure, type Place } from './namespace.ts';
import type { Phone } from './phone.ts';
import { type Program, startProgram } from './program.ts';
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

test('DNS over TLS and QUIC are silent before the tap, and there after it', async ({ lab, phone }) => {
  const internet: Place = { at: (command) => ['ip', 'netns', 'exec', `${lab.name}-internet`, ...command] };
  await answer(internet, 853, 'dot');
  const dot = () => curl(phone, `telnet://${WEB_ADDRESS}:853`, '--connect-timeout', '0.5');
  const sendQuic = () => run(phone.at(['bash', '-c', `echo hello > /dev/udp/${WEB_ADDRESS}/443`]));
  const before = await datagramsReceived(internet);

  await sendQuic();
  expect(await dot()).toMatchObject({ exit: NO_ANSWER, body: '' });
  await accept(phone);
  expect(await dot()).toMatchObject({ body: 'dot\n' });
  await sendQuic();
  await expect.poll(() => datagramsReceived(internet)).toBe(before + 1);
});

describe('a guest that has accepted', () => {
  test('reaches no other guest, over either family', async ({ lab, phone }) => {
    const other = await lab.addPhone();
    await Promise.all([accept(phone), accept(other)]);
    await answer(other, 7777, 'hello');
    await expect.poll(() => isolated(lab.router, other), { timeout: 5000 }).toBe(true);
    for (const address of await addressesOf(other)) {
      const host = address.includes(':') ? `[${address}]` : address;
      const tried = await curl(phone, `telnet://${host}:7777`, '--connect-timeout', '1');
      expect(tried, address).toMatchObject({ body: '' });
      const ping = run(phone.at(['ping', '-c', '1', '-W', '1', address.replace(/^fe80.*/, '$&%eth0')]));
      await expect(ping, address).rejects.toThrow();
    }
    // The wire is not to blame: both reach the router.
    await run(other.at(['ping', '-c', '1', '-W', '1', '10.77.0.1']));
  });

  test('reaches nothing of the uplink`s own network, whatever a name says', async ({
    lab: { router },
    phone,
  }) => {
    await accept(phone);
    const page = `http://${MODEM}/`;
    expect(await curl(router, page)).toMatchObject({ status: 200 });
    for (const way of [
      [page],
      [`https://${MODEM}/`],
      ['http://modem.example.com/', '--resolve', `*:80:${MODEM}`],
    ]) {
      const [url = '', ...options] = way;
      expect(await curl(phone, url, '--connect-timeout', '0.5', ...options)).toMatchObject({ status: 0 });
    }
    // Its public networks too, which differ from provider to provider.
    for (const near of [GATEWAY, `[${GATEWAY6}]`]) {
      expect(await curl(router, `http://${near}/`)).toMatchObject({ status: 200 });
      expect(await curl(phone, `http://${near}/`, '--connect-timeout', '0.5')).toMatchObject({ status: 0 });
    }
    expect(await resolve(router, 'rebind.example.net', GATEWAY)).toContain(MODEM);
    expect(await resolve(phone, 'rebind.example.net')).not.toContain(MODEM);
  });

  // The provider's own server would answer with an address of the pretend internet.
  test('asks no DNS but ours, over either family and transport', async ({ phone }) => {
    await accept(phone);
    for (const server of ['8.8.8.8', '203.0.113.1', '2001:2:0:1::1']) {
      expect(await resolve(phone, 'chot.internal', server), server).toContain('10.77.0.1');
    }
    const overTcp = await run(
      phone.at([
        'busybox',
        'sh',
        '-c',
        `printf '${QUESTION}' | busybox nc -w 1 203.0.113.1 53 | busybox xxd -p`,
      ]),
    );
    expect(overTcp).toContain('0a4d0001');
  });

  test('is answered by no port of the box but the guide`s, by any of its addresses', async ({
    lab: { router },
    phone,
  }) => {
    await accept(phone);
    const ssh = await answer(router, 22, 'SSH-2.0');
    const own = (await addressesOf(router, ['br0', 'wan0'])).filter((address) => !address.startsWith('fe80'));
    for (const address of own) {
      const host = address.includes(':') ? `[${address}]` : address;
      for (const port of [22, 8081]) {
        const tried = await curl(phone, `telnet://${host}:${port}`, '--connect-timeout', '0.4');
        expect(tried, `${host}:${port}`).toMatchObject({ body: '' });
      }
    }
    await ssh.stop();
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

/** `chot.internal A?` as it goes over TCP: two octets of length, then the message (RFC 1035 section 4.2.2). */
const QUESTION =
  '\\000\\037\\022\\064\\001\\000\\000\\001\\000\\000\\000\\000\\000\\000\\004chot\\010internal\\000\\000\\001\\000\\001';

/** A program there that answers whoever connects with a word; it does so when this resolves. */
async function answer(place: Place, port: number, word: string): Promise<Program> {
  const program = await startProgram(
    place.at(['busybox', 'nc', '-ll', '-p', `${port}`, '-e', 'echo', word]),
    () => true,
  );
  await expect.poll(() => curl(place, `telnet://127.0.0.1:${port}`)).toMatchObject({ body: `${word}\n` });
  return program;
}

async function addressesOf(place: Place, devices: readonly string[] = ['eth0']): Promise<string[]> {
  const lists = await Promise.all(
    devices.map((device) => run(place.at(['ip', '-json', 'address', 'show', 'dev', device]))),
  );
  return lists.flatMap((list) =>
    (JSON.parse(list) as { addr_info: { local: string }[] }[]).flatMap(({ addr_info }) =>
      addr_info.map(({ local }) => local),
    ),
  );
}

/** Whether the keeper has come by since the phone was plugged in. */
async function isolated(router: Place, { mac }: Phone): Promise<boolean> {
  const known = await run(router.at(['bridge', '-json', 'fdb', 'show', 'br', 'br0']));
  const port = (JSON.parse(known) as { mac: string; ifname: string }[]).find(
    (row) => row.mac === mac,
  )?.ifname;
  const shown = await run(router.at(['bridge', '-details', '-json', 'link', 'show', 'dev', port ?? '']));
  return (JSON.parse(shown) as { isolated?: boolean }[])[0]?.isolated === true;
}

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Uplink } from '../../src/checkpoint/ports.ts';
import { createSimulatedUplink, createUplink } from '../../src/checkpoint/system/uplink.ts';
import { temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';
import { type Address, serveNames } from './name-server.ts';

const ROUTES = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n';
const OVER_WAN0 = `${ROUTES}wan0\t00000000\t017100CB\t0003\t0\t0\t0\t00000000\t0\t0\t0\n`;
const ARP = 'IP address       HW type     Flags       HW address            Mask     Device\n';
const HEX_ZEROS = '0'.repeat(32);

describe.each<[string, () => Promise<Uplink>]>([
  ['the simulated uplink', async () => createSimulatedUplink()],
  ['the real one', async () => (await scene()).uplink],
])('%s keeps the promise of the port', (_name, open) => {
  test('a free look asks nobody, a deep one DNS and HTTP', async () => {
    const uplink = await open();
    expect(await uplink.look(false)).toMatchObject({ route: true, dns: undefined, http: undefined });
    expect(await uplink.look(true)).toMatchObject({ route: true, dns: true, http: true });
  });
});

describe('the kernel`s tables', () => {
  const ipv6 = (flags: string, device = 'wan0') =>
    `${HEX_ZEROS} 00 ${HEX_ZEROS} 00 ${HEX_ZEROS} 00000400 00000001 00000000 ${flags}     ${device}\n`;

  test.each<[string, Record<string, string>, object]>([
    ['a default route', {}, { route: true }],
    ['none', { route: ROUTES }, { route: false }],
    ['one over another interface', { route: OVER_WAN0.replace('wan0', 'eth9') }, { route: false }],
    ['one that leads nowhere', { route: OVER_WAN0.replace('0003', '0201') }, { route: false }],
    [
      'half the internet',
      { route: OVER_WAN0.replace('\t00000000\t0\t0\t0\n', '\t00000080\t0\t0\t0\n') },
      { route: false },
    ],
    ['IPv6 alone', { route: ROUTES, ipv6_route: ipv6('00000003') }, { route: true, gateway: undefined }],
    ['IPv6 that is refused', { route: ROUTES, ipv6_route: ipv6('00200200') }, { route: false }],
    ['IPv6 over another', { route: ROUTES, ipv6_route: ipv6('00000003', 'lo') }, { route: false }],
    ['no carrier', { carrier: '0\n' }, { route: false }],
    ['a link that does not say', { carrier: '' }, { route: true }],
    ['a next hop that answers', {}, { gateway: true }],
    [
      'one that does not',
      { arp: `${ARP}203.0.113.1  0x1  0x0  00:00:00:00:00:00  *  wan0\n` },
      { gateway: false },
    ],
    ['one nobody has asked for', { arp: ARP }, { gateway: undefined }],
    [
      'one of another interface',
      { arp: `${ARP}203.0.113.1  0x1  0x2  02:00:00:00:00:01  *  eth9\n` },
      { gateway: undefined },
    ],
    ['packets', {}, { traffic: { received: 12, sent: 34 } }],
    ['no such interface', { dev: '' }, { traffic: { received: 0, sent: 0 } }],
  ])('with %s', async (_name, files, found) => {
    const { uplink } = await scene({ files });
    expect(await uplink.look(false)).toMatchObject(found);
  });
});

describe('a deep look', () => {
  test('asks the address that DNS gave, by the name, and says nothing else of itself', async () => {
    const { uplink, requests, names } = await scene();
    await uplink.look(true);
    expect(names).toEqual(['probe0.example.com A']);
    expect(requests).toEqual([{ method: 'GET', url: '/generate_204', host: 'probe0.example.com' }]);
  });

  test('takes the probes in turn', async () => {
    const { uplink, requests } = await scene({ probes: 3 });
    for (let look = 0; look < 4; look += 1) await uplink.look(true);
    expect(requests.map(({ host }) => host)).toEqual([0, 1, 2, 0].map((n) => `probe${n}.example.com`));
  });

  test.each([302, 404, 503])(
    'that is answered %i by all probes has asked all, and is bad',
    async (status) => {
      const { uplink, requests } = await scene({ probes: 3, answer: () => status });
      expect(await uplink.look(true)).toMatchObject({ dns: true, http: false });
      expect(requests).toHaveLength(3);
    },
  );

  test('is good where one of them answers, and another is mute or redirects', async () => {
    const { uplink } = await scene({ probes: 3, answer: (host) => [undefined, 302, 200][Number(host[5])] });
    expect(await uplink.look(true)).toMatchObject({ http: true });
  });

  test('that nobody answers is over within two seconds', async () => {
    const { uplink } = await scene({ probes: 3, address: () => undefined });
    const startedMs = performance.now();
    expect(await uplink.look(true)).toMatchObject({ dns: false, http: false });
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });

  test('finds a name server that works behind one that does not, and leaves our own alone', async () => {
    const mute = await serveNames(() => undefined);
    const own = await serveNames(() => '127.0.0.1');
    const { uplink, names } = await scene({ servers: [own.address, mute.address], own: own.address });
    expect(await uplink.look(true)).toMatchObject({ dns: true, http: true });
    expect([own.names, names]).toEqual([[], ['probe0.example.com A']]);
  });

  test('passes over a line of resolv.conf that names no address', async () => {
    const { uplink } = await scene({ servers: ['127.0.0.1#53', 'router'] });
    expect(await uplink.look(true)).toMatchObject({ dns: true, http: true });
  });

  test('reads the servers anew: those of a modem that has just dialled in are not those of the start', async () => {
    const { uplink, setServers, names } = await scene({ servers: ['127.0.0.1:1'] });
    setServers('');
    expect(await uplink.look(true)).toMatchObject({ dns: false, http: false });
    setServers();
    expect(await uplink.look(true)).toMatchObject({ dns: true, http: true });
    expect(names).toHaveLength(1);
  });

  test('asks for an IPv6 address where a name has no other', async () => {
    const { uplink, names } = await scene({ address: (type) => (type === 'AAAA' ? '::1' : '') });
    expect(await uplink.look(true)).toMatchObject({ dns: true });
    expect(names).toEqual(['probe0.example.com A', 'probe0.example.com AAAA']);
  });

  test('is spared where there is no route', async () => {
    const { uplink, names } = await scene({ files: { route: ROUTES } });
    expect(await uplink.look(true)).toMatchObject({ route: false, dns: undefined, http: undefined });
    expect(names).toEqual([]);
  });
});

interface Scene {
  /** Tables that differ from those of a good uplink. */
  readonly files?: Record<string, string>;
  readonly probes?: number;
  /** The status for a host, or undefined for silence. */
  readonly answer?: (host: string) => number | undefined;
  readonly address?: Address;
  /** Name servers that stand before the good one. */
  readonly servers?: readonly string[];
  readonly own?: string;
}

/** An uplink over a kernel, a name server and a web of this test's own. */
async function scene(wanted: Scene = {}) {
  const { files = {}, probes = 1, answer = () => 204, address = () => '127.0.0.1', servers = [] } = wanted;
  const folder = temporaryFolder();
  const web = await serveWeb(answer);
  const { names, address: server } = await serveNames(address);
  const resolvConf = join(folder, 'resolv.conf');
  const setServers = (text = [...servers, server].map((each) => `nameserver ${each}\n`).join('')) =>
    writeFileSync(resolvConf, text);
  setServers();
  const { guest } = exampleCheckpoint();
  const urls = Array.from(
    { length: probes },
    (_, n) => `http://probe${n}.example.com:${web.port}/generate_204`,
  );
  const uplink = createUplink({
    checkpoint: {
      uplink: { interface: 'wan0', downKbit: undefined, upKbit: undefined, probes: urls },
      guest: { ...guest, address: wanted.own ?? guest.address },
    },
    kernel: writeKernel(folder, files),
    resolvConf,
  });
  return { uplink, requests: web.requests, names, setServers };
}

function writeKernel(folder: string, files: Record<string, string>) {
  const { carrier, ...tables }: Record<string, string> = {
    carrier: '1\n',
    route: OVER_WAN0,
    arp: `${ARP}203.0.113.1      0x1         0x2         02:00:00:00:00:01     *        wan0\n`,
    dev: `Inter-|   Receive |  Transmit\n face |bytes packets\n  wan0:990 12 0 0 0 0 0 0 880 34 0 0 0 0 0 0\n`,
    ...files,
  };
  for (const [name, text] of Object.entries(tables)) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'wan0'));
  if (carrier) writeFileSync(join(folder, 'wan0', 'carrier'), carrier);
  return { proc: folder, sys: folder };
}

async function serveWeb(answer: (host: string) => number | undefined) {
  const requests: { method: string | undefined; url: string | undefined; host: string }[] = [];
  const listener: RequestListener = ({ method, url, headers }, response) => {
    const host = (headers.host ?? '').replace(/:\d+$/, '');
    requests.push({ method, url, host });
    const status = answer(host);
    if (status !== undefined) response.writeHead(status).end();
  };
  const server = createServer(listener).listen(0);
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, port: (server.address() as AddressInfo).port };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { REPOSITORY } from './build.ts';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { WEB_ADDRESS, WEB_ADDRESS6 } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import { configure, type Place } from './namespace.ts';
import { startProgram } from './program.ts';

/** One question for the time, and the octets that come back within a second and a half. */
const ASK_THE_TIME = (address: string) =>
  `exec 3<>/dev/udp/${address}/123; head -c 48 /dev/zero >&3; timeout 1.5 cat <&3 | wc -c`;

/** Three connections with a hundred questions each, one after the other; prints how many were answered within 3 s. */
const ASK_OVER_TCP = `
question='\\000\\037\\022\\064\\001\\000\\000\\001\\000\\000\\000\\000\\000\\000\\004chot\\010internal\\000\\000\\001\\000\\001'
for connection in 1 2 3; do
  exec 3<>/dev/tcp/10.77.0.1/53
  for turn in $(seq 100); do printf "$question" >&3; head -c 49 <&3 > /dev/null && echo answered; done
done`;

test('what a captive client gets from a server for the time is the time', async ({ lab, phone }) => {
  const program = join(REPOSITORY, 'dist/lab/flood.js');
  const addresses = [WEB_ADDRESS, WEB_ADDRESS6];
  const server = await startProgram(internetOf(lab).at([process.execPath, program, ...addresses]), /ready/);
  for (const address of addresses) {
    const octets = Number(await run(phone.at(['bash', '-c', ASK_THE_TIME(address)])));
    expect(octets, address).toBeGreaterThanOrEqual(48);
    expect(octets, address).toBeLessThanOrEqual(20 * 48);
  }
  await server.stop();
});

test('a captive client is answered few questions over TCP', async ({ phone }) => {
  const answers = await run(
    phone.at(['bash', '-c', `timeout 3 bash -c '${ASK_OVER_TCP.replaceAll("'", '"')}' || true`]),
  );
  const count = answers.split('\n').length - 1;
  expect(count).toBeGreaterThan(5);
  expect(count).toBeLessThan(60);
});

test('a guest has the box send nothing to the internet in answer to a stranger`s name', async ({
  lab,
  phone,
}) => {
  const own = await ownAddress(lab);
  await configure(phoneName(phone), [`address add ${WEB_ADDRESS6}/128 dev lo nodad`]);
  const before = await echoReplies(internetOf(lab));
  await run(phone.at(['sh', '-c', `ping -6 -c 3 -i 0.2 -W 1 -I ${WEB_ADDRESS6} ${own} || true`]));
  expect(await echoReplies(internetOf(lab))).toBe(before);
  // In its own name it is answered.
  await run(phone.at(['ping', '-6', '-c', '1', '-W', '1', own]));
});

test('a guest that sends in the box`s own name opens no way to the box from outside', async ({
  lab,
  phone,
}) => {
  const own = await ownAddress(lab);
  await accept(phone);
  const internet = internetOf(lab);
  await run(internet.at(['nft', '-f', '-']), SEEN);
  const door = `telnet://[${WEB_ADDRESS6}]:4444`;
  await configure(phoneName(phone), [`address add ${own}/128 dev lo nodad`]);
  await curl(phone, door, '--interface', own, '--connect-timeout', '0.5');
  expect(await run(internet.at(['nft', 'list', 'table', 'inet', 'seen']))).toContain('packets 0');
  // The same in the phone's own name arrives, to be refused there.
  await curl(phone, door, '--connect-timeout', '0.5');
  expect(await run(internet.at(['nft', 'list', 'table', 'inet', 'seen']))).not.toContain('packets 0');
});

test('a phone that says another MAC than it sends from is taken for the one that it sends from', async ({
  lab: { router },
  phone,
}) => {
  await run(phone.at(['nft', '-f', '-']), FORGED);
  await run(phone.at(['ip', 'neighbour', 'flush', 'all']));
  await run(router.at(['ip', 'neighbour', 'flush', 'all']));
  await run(phone.at(['ping', '-c', '1', '-W', '1', '10.77.0.1']));
  const known = await run(router.at(['ip', 'neighbour', 'show', phone.address]));
  expect(known).toContain(phone.mac);
  // It did try.
  expect(await run(phone.at(['nft', 'list', 'table', 'arp', 'forged']))).not.toContain('packets 0');
});

test('the table for ARP is brought back like the other', async ({ lab: { router } }) => {
  const look = () => run(router.at(['nft', 'list', 'tables']));
  await run(router.at(['nft', 'delete', 'table', 'arp', 'checkpoint']));
  expect(await look()).not.toContain('arp');
  await expect.poll(look, { timeout: 5000 }).toContain('table arp checkpoint');
});

test('one client under forty names is not given forty leases', async ({ lab, phone }) => {
  const before = await leasesIn(lab);
  await run(phone.at(['bash', '-c', `exec 2> /dev/null; ${TAKE_FORTY}; true`]));
  const taken = (await leasesIn(lab)) - before;
  expect(taken).toBeGreaterThan(3);
  expect(taken).toBeLessThan(20);
});

/** Under five names at a time. */
const TAKE_FORTY = `for name in $(seq 1000 1039); do
  busybox udhcpc -i eth0 -q -n -f -t 1 -T 1 -x 0x3d:0102$name -s /bin/true &
  [ $((name % 5)) = 4 ] && wait
done`;

const FORGED = `table arp forged {
  chain output {
    type filter hook output priority 0;
    counter arp saddr ether set 0a:bb:00:00:00:77
  }
}`;

const SEEN =
  'table inet seen { chain input { type filter hook input priority 0; tcp dport 4444 counter; }; }';

function internetOf({ name }: Lab): Place {
  return { at: (command) => ['ip', 'netns', 'exec', `${name}-internet`, ...command] };
}

/** The namespace that `ip netns exec NAME` enters. */
function phoneName(phone: Place): string {
  return phone.at(['true'])[3] ?? '';
}

async function ownAddress({ router }: Lab): Promise<string> {
  return (
    (await run(router.at(['ip', '-6', '-brief', 'address', 'show', 'br0']))).match(/fd[0-9a-f:]+/)?.[0] ?? ''
  );
}

/** Answers to echo requests that came in, asked for or not. */
async function echoReplies(place: Place): Promise<number> {
  const text = await run(place.at(['cat', '/proc/net/snmp6']));
  return Number(/^Icmp6InEchoReplies\s+(\d+)/m.exec(text)?.[1]);
}

async function leasesIn({ router }: Lab): Promise<number> {
  return (await readFile(router.leases, 'utf8')).split('\n').length;
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './command.ts';
import { addNamespace, configure, type Place } from './namespace.ts';

/** What udhcpc runs with the lease that dnsmasq gave. */
const TAKE_LEASE = `#!/bin/sh
[ "$1" = bound ] || exit 0
ip address add "$ip/$mask" dev "$interface"
ip route add default via "$router"
echo "nameserver $dns" > /etc/resolv.conf
`;

/** Addresses that change, and that no MAC can be read from; and nobody waits whether somebody else has the same. */
const AS_PHONES_DO = { use_tempaddr: 2, accept_dad: 0, router_solicitation_delay: 0 };

/** A traveler's phone: nothing but a cable to the router's bridge, and an address by DHCP. */
export interface Phone extends Place {
  readonly mac: string;
  /** Its IPv4 address, or its IPv6 address where it has no other. */
  readonly address: string;
  /** Where its browsers keep their profiles. */
  readonly home: string;
}

/** What the phone speaks. */
export type Families = 'both' | 'ipv4' | 'ipv6';

/** The which-th phone of which lab. */
export interface Order {
  readonly lab: string;
  readonly directory: string;
  readonly number: number;
  readonly families: Families;
}

/** Plugs a phone into the router's bridge and waits for its addresses. */
export async function addPhone({ lab, directory, number, families }: Order): Promise<Phone> {
  const mac = macOf(number);
  const home = join(directory, `phone-${number}`);
  const takeLease = join(home, 'take-lease');
  const { name, at } = await addNamespace(`${lab}-phone-${number}`);
  await mkdir(home);
  await writeFile(takeLease, TAKE_LEASE, { mode: 0o755 });
  await configure(`${lab}-router`, [
    `link add port${number} type veth peer name eth0 address ${mac} netns ${name}`,
    `link set port${number} master br0 up`,
  ]);
  const switches = families === 'ipv4' ? { disable_ipv6: 1 } : AS_PHONES_DO;
  await run(
    at(['sysctl', '-qw', ...Object.entries(switches).map(([key, to]) => `net.ipv6.conf.eth0.${key}=${to}`)]),
  );
  await configure(name, ['link set eth0 up']);
  // Ask again each second, 20 times at most; end with the lease, or without one.
  if (families !== 'ipv6') {
    await run(at(['busybox', 'udhcpc', '-i', 'eth0', '-q', '-n', '-T', '1', '-t', '20', '-s', takeLease]));
    const addresses = await run(at(['ip', '-4', '-brief', 'address', 'show', 'eth0']));
    if (families === 'both') await untilAddressed(at);
    return { at, mac, address: addresses.match(/10\.[\d.]+/)?.[0] ?? '', home };
  }
  return { at, mac, address: await takeAdvertisement(at), home };
}

/** The kernel makes itself an address of what the router advertises; the resolver in it is for a program to take. */
async function takeAdvertisement(at: Place['at']): Promise<string> {
  // Not before its link-local address is known to be nobody else's, a second or two after the link is up.
  const asking = 'until rdisc6 -1 -w 3000 -r 5 eth0 2> /dev/null; do sleep 0.1; done';
  const heard = await run(at(['timeout', '15', 'sh', '-c', asking]));
  const resolver = heard.match(/Recursive DNS server\s*: (\S+)/)?.[1] ?? '';
  await run(at(['sh', '-c', `echo nameserver ${resolver} > /etc/resolv.conf`]));
  return untilAddressed(at);
}

/** Its first IPv6 address on the guests' network; looked for each 50 ms, 5 s at most. */
async function untilAddressed(at: Place['at']): Promise<string> {
  const look = 'ip -6 -brief address show dev eth0 scope global';
  const wait = `for turn in $(seq 100); do ${look} | grep -q fd && break; sleep 0.05; done; ${look}`;
  return (await run(at(['sh', '-c', wait]))).match(/fd[0-9a-f:]+/)?.[0] ?? '';
}

/** Locally administered, as phones make theirs up, and without bytes that are found in any file. */
function macOf(number: number): string {
  return `0a:c4:5e:d7:9b:${(0x60 + number).toString(16)}`;
}

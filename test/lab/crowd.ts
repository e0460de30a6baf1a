import { join } from 'node:path';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';
import type { Lab } from './lab.ts';
import { addNamespace, configure, type Namespace } from './namespace.ts';

/** The first phone's place in the guests' network, 10.77.0.0/22, which has room for a thousand. */
const FIRST = 11;

/** What one phone of the crowd went through, in milliseconds from the tap. */
export interface Tap {
  /** Until the portal had the kernel's word and said so. */
  readonly openMs: number;
  /** Until the phone's own probe had come back from the internet. */
  readonly onlineMs: number;
  /** Statuses of probe, guide, tap and probe again. */
  readonly statuses: readonly number[];
}

export interface Crowd {
  /** Every phone joins, is led to the guide, opens it and taps, evenly over so many seconds. */
  tap(seconds: number): Promise<readonly Tap[]>;
}

/**
 * Many phones in one namespace behind one cable, each with a MAC and an address of its own: the kernel takes the one whose
 * address a connection is bound to.
 */
export async function addCrowd(lab: Lab, size: number): Promise<Crowd> {
  await roomForNeighbours();
  const crowd = await addNamespace(`${lab.name}-crowd`);
  const numbers = Array.from({ length: size }, (_, index) => index);
  await run(crowd.at(['sysctl', '-qw', ...QUIET]));
  await configure(`${lab.name}-router`, [
    `link add crowd type veth peer name air netns ${crowd.name}`,
    'link set crowd master br0 up',
  ]);
  await configure(crowd.name, ['link set air up', ...numbers.flatMap(plugIn)]);
  return { tap: (seconds) => tap(crowd, numbers.map(addressOf), seconds) };
}

/** Phones that hear each other's questions would answer all of them with the wrong MAC. */
const QUIET = [
  'net.ipv6.conf.all.disable_ipv6=1',
  'net.ipv6.conf.default.disable_ipv6=1',
  'net.ipv4.conf.all.arp_ignore=1',
  'net.ipv4.conf.all.arp_announce=2',
  'net.ipv4.conf.default.rp_filter=0',
];

function plugIn(number: number): string[] {
  const [device, address, table] = [`m${number}`, addressOf(number), 1000 + number];
  return [
    `link add ${device} link air address ${macOf(number)} type macvlan mode private`,
    `address add ${address}/32 dev ${device}`,
    `link set ${device} up`,
    `route add 10.77.0.0/22 dev ${device} src ${address} table ${table}`,
    `route add default via 10.77.0.1 dev ${device} onlink src ${address} table ${table}`,
    `rule add from ${address} lookup ${table}`,
  ];
}

function addressOf(number: number): string {
  const place = FIRST + number;
  return `10.77.${place >> 8}.${place & 255}`;
}

function macOf(number: number): string {
  return `0a:c4:5e:00:${(number >> 8).toString(16).padStart(2, '0')}:${(number & 255).toString(16).padStart(2, '0')}`;
}

/** The kernel keeps 1,024 neighbours of all namespaces together unless it is told to keep more, as our sysctl file does. */
async function roomForNeighbours(): Promise<void> {
  const most = Number(await run(['sysctl', '-n', 'net.ipv4.neigh.default.gc_thresh3']));
  if (most < 8192) {
    await run(['sysctl', '-qw', 'net.ipv4.neigh.default.gc_thresh3=16384']);
    await run([
      'sysctl',
      '-qw',
      'net.ipv4.neigh.default.gc_thresh2=8192',
      'net.ipv4.neigh.default.gc_thresh1=4096',
    ]);
  }
}

async function tap(crowd: Namespace, addresses: readonly string[], seconds: number): Promise<readonly Tap[]> {
  const program = join(REPOSITORY, 'dist/lab/crowd.js');
  const command = crowd.at([process.execPath, program, String(seconds)]);
  return JSON.parse(await run(command, addresses.join('\n'))) as Tap[];
}

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localIpv6 } from '../../src/domain/ipv6.ts';
import { type Command, run } from './command.ts';
import { CERTIFICATE, GATEWAY, GATEWAY6 } from './internet.ts';
import { asDnsmasq, asGate, asPortal, checkpointPortal, furnish, storageIn } from './machine.ts';
import { configure, type Namespace, type Place } from './namespace.ts';
import { type Program, startProgram } from './program.ts';

const ID = 'gl-ayunpa-01';
const CONFIG = `
[checkpoint]
id = "${ID}"
name = { vi = "Chốt số 1 Ayun Pa", en = "Checkpoint 1 Ayun Pa" }
district = "Ayun Pa"
province = "Gia Lai"
[access]
interface = "br0"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "wan0"
`;

/** The box at the checkpoint: bridge, uplink, nftables, dnsmasq and both programs. */
export interface Router extends Place {
  readonly dnsmasq: Program;
  /** The one that answers captive clients while the uplink is down. */
  readonly dnsmasqOffline: Program;
  readonly gate: Program;
  readonly portal: Program;
  /** The directory that the portal keeps its database in. */
  readonly storage: string;
  /** Where `render` has put what nft and dnsmasq read. */
  readonly rendered: string;
  /** The leases that dnsmasq has given, as it writes them down. */
  readonly leases: string;
  /** What `checkpoint-portal WORDS` prints when the technician runs it. */
  cli(...words: string[]): Promise<string>;
}

/** What a router has beside what every one has. */
export interface Extras {
  /** Further tables of the config. */
  readonly config?: string;
  /** Puts files on the machine before its programs start; `run` is what it sees as /run. */
  readonly prepare?: (run: string) => void;
}

/** Starts the router in its namespace, whose uplink is `wan0`. Guests are plugged into `br0`. */
export async function startRouter(
  namespace: Namespace,
  directory: string,
  { config: more = '', prepare }: Extras = {},
): Promise<Router> {
  const config = join(directory, 'checkpoint.toml');
  const [{ at }] = await Promise.all([
    furnish(namespace, directory),
    connect(namespace),
    writeFile(config, CONFIG + more),
  ]);
  prepare?.(join(directory, 'run'));
  const command = (...words: string[]) => checkpointPortal(directory, ...words, '--config', config);
  const cli = (...words: string[]) => run(at(command(...words)));

  await cli('render', '--out', directory);
  const rules = join(rendered(directory), 'nftables.conf');
  await run(at(['nft', '-f', rules]));
  const [dnsmasq, dnsmasqOffline, gate, portal] = await Promise.all([
    startDnsmasq(at, directory, 'dnsmasq'),
    startDnsmasq(at, directory, 'dnsmasq-offline'),
    startProgram(at(asGate(command('gate'))), /ready/, { keepUp: true }),
    startProgram(at(asPortal(believing(directory, command('portal')))), /ready/, { keepUp: true }),
  ]);
  const leases = join(directory, 'run/checkpoint-gate/dnsmasq.leases');
  return {
    at,
    dnsmasq,
    dnsmasqOffline,
    gate,
    portal,
    storage: storageIn(directory),
    leases,
    rendered: rendered(directory),
    cli,
  };
}

/** In the lab the pretend internet's certificate is as good as that of a public authority. */
export function believing(directory: string, command: Command): Command {
  return ['env', `NODE_EXTRA_CA_CERTS=${join(directory, CERTIFICATE)}`, ...command];
}

function rendered(directory: string): string {
  return join(directory, 'etc/checkpoint-portal/system');
}

async function connect({ name }: Namespace): Promise<void> {
  await configure(name, [
    // As networkd makes it: with no link-local address but ours.
    'link add br0 type bridge',
    'link set br0 addrgenmode none',
    'address add fe80::1/64 dev br0 nodad',
    'address add 10.77.0.1/22 dev br0',
    `address add ${localIpv6(ID).address}/64 dev br0 nodad`,
    'link set br0 up',
    'address add 203.0.113.2/24 dev wan0',
    'address add 192.168.8.2/24 dev wan0',
    'address add 2001:2:0:1::2/64 dev wan0 nodad',
    'link set wan0 up',
    `route add default via ${GATEWAY}`,
    `route add default via ${GATEWAY6}`,
  ]);
}

/** With the rendered file as it is, which lets it log nothing: that it is ready is told by its pid file. */
function startDnsmasq(at: Place['at'], directory: string, name: string): Promise<Program> {
  const pidFile = join(directory, `run/checkpoint-gate/${name}.pid`);
  const file = join(rendered(directory), `${name}.conf`);
  const command = at(asDnsmasq(['dnsmasq', '--keep-in-foreground', `--conf-file=${file}`]));
  return startProgram(command, () => existsSync(pidFile), { keepUp: true });
}

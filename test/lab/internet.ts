import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';
import { configure, type Namespace } from './namespace.ts';
import { type Program, startProgram } from './program.ts';

/** Where the router's provider answers DNS. No route leads back to the guests: without masquerading nothing works. */
export const GATEWAY = '203.0.113.1';
export const GATEWAY6 = '2001:2:0:1::1';
/**
 * Where nearly every name of the pretend internet leads. Of the networks for benchmarks (RFC 2544, RFC 5180): dnsmasq takes
 * those for documentation to be private.
 */
export const WEB_ADDRESS = '198.18.10.10';
export const WEB_ADDRESS6 = '2001:2:0:10::10';
/** Where the names under .vn lead: an open garden name must not open all the rest along with it. */
export const VIETNAM_ADDRESS = '198.18.20.20';
const VIETNAM_ADDRESS6 = '2001:2:0:20::20';
/** One of them has a server of its own, so that it can fall alone. */
export const NCOVI_ADDRESS = '198.18.20.21';
/** A content network, whose names lead now here and now there. */
export const CDN_ADDRESSES = ['198.18.30.1', '198.18.30.2', '198.18.30.3'] as const;
/** The uplink's own network, as a modem's: its page is nothing for guests. */
export const MODEM = '192.168.8.1';

/** In the lab's directory: the one certificate of the whole web, which signs itself. */
export const CERTIFICATE = 'internet.crt';
/** Names that a client other than a phone's browser may check: a wildcard stands for one label only. */
const DESTINATIONS = [
  'tokhaiyte.vn',
  'bluezone.gov.vn',
  'tailieu.bluezone.gov.vn',
  'ncovi.vn',
  'dichvucong.gov.vn',
];

export interface Internet {
  readonly names: Program;
  readonly web: Program;
  /** Leads the content network's names to another address, as it does every few seconds. */
  moveCdn(address: (typeof CDN_ADDRESSES)[number]): Promise<void>;
}

/** Serves DNS and the web inside the namespace, whose link to the router is `wan0`. */
export async function startInternet(namespace: Namespace, directory: string): Promise<Internet> {
  await configure(namespace.name, [
    `address add ${GATEWAY}/24 dev wan0`,
    `address add ${MODEM}/24 dev wan0`,
    `address add ${GATEWAY6}/64 dev wan0 nodad`,
    ...[WEB_ADDRESS, VIETNAM_ADDRESS, NCOVI_ADDRESS, ...CDN_ADDRESSES].map(
      (address) => `address add ${address}/32 dev lo`,
    ),
    ...[WEB_ADDRESS6, VIETNAM_ADDRESS6].map((address) => `address add ${address}/128 dev lo`),
    'link set wan0 up',
  ]);
  await leadCdn(directory, CDN_ADDRESSES[0]);
  const [names, web] = await Promise.all([startNames(namespace, directory), startWeb(namespace, directory)]);
  return {
    names,
    web,
    async moveCdn(address) {
      await leadCdn(directory, address);
      process.kill(names.pid() ?? 0, 'SIGHUP');
    },
  };
}

/** dnsmasq reads the file again at SIGHUP. */
function leadCdn(directory: string, address: string): Promise<void> {
  return writeFile(join(directory, 'cdn.hosts'), `${address} edge.cdn.example.net\n`);
}

function startNames(namespace: Namespace, directory: string): Promise<Program> {
  // With the last, a name has no answer of another type, where it would be refused without.
  const options = [
    '--conf-file=/dev/null',
    '--no-resolv',
    '--no-hosts',
    '--pid-file',
    '--user=root',
    '--local=/#/',
    '--local-ttl=5',
    `--addn-hosts=${join(directory, 'cdn.hosts')}`,
    '--cname=static.tokhaiyte.vn,edge.cdn.example.net',
  ];
  const names = [
    ...[WEB_ADDRESS, WEB_ADDRESS6].map((address) => `--address=/#/${address}`),
    ...[VIETNAM_ADDRESS, VIETNAM_ADDRESS6].map((address) => `--address=/vn/${address}`),
    `--address=/ncovi.vn/${NCOVI_ADDRESS}`,
    // A name whose owner would have guests knock at the modem.
    `--address=/rebind.example.net/${MODEM}`,
  ];
  return startProgram(
    namespace.at(['dnsmasq', '--keep-in-foreground', '--log-facility=-', ...options, ...names]),
    /started/,
  );
}

async function startWeb(namespace: Namespace, directory: string): Promise<Program> {
  const key = join(directory, 'internet.key');
  const certificate = join(directory, CERTIFICATE);
  const names = ['*', ...DESTINATIONS].map((name) => `DNS:${name}`).join();
  const subject = ['-subj', '/CN=The pretend internet', '-addext', `subjectAltName=${names}`];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await run([
    'openssl',
    'req',
    '-x509',
    ...curve,
    '-days',
    '2',
    ...subject,
    '-keyout',
    key,
    '-out',
    certificate,
  ]);
  const program = join(REPOSITORY, 'dist/lab/internet.js');
  const probes = join(REPOSITORY, 'test/fixtures/probes.json');
  return startProgram(namespace.at([process.execPath, program, probes, key, certificate]), /ready/);
}

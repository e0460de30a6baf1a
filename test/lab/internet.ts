import { join } from 'node:path';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';
import { configure, type Namespace } from './namespace.ts';
import { type Program, startProgram } from './program.ts';

/** Where the router's provider answers DNS. No route leads back to the guests: without masquerading nothing works. */
export const GATEWAY = '203.0.113.1';
/** Where nearly every name of the pretend internet leads. */
export const WEB_ADDRESS = '198.51.100.10';
/** Where the names under .vn lead: an open garden name must not open all the rest along with it. */
const VIETNAM_ADDRESS = '198.51.100.20';

/** Serves DNS and the web inside the namespace, whose link to the router is `wan0`. */
export async function startInternet(namespace: Namespace, directory: string): Promise<Program[]> {
  await configure(namespace.name, [
    `address add ${GATEWAY}/24 dev wan0`,
    `address add ${WEB_ADDRESS}/32 dev lo`,
    `address add ${VIETNAM_ADDRESS}/32 dev lo`,
    'link set wan0 up',
  ]);
  return Promise.all([startNames(namespace), startWeb(namespace, directory)]);
}

function startNames(namespace: Namespace): Promise<Program> {
  // With the last, a name has no answer of another type, where it would be refused without.
  const options = [
    '--conf-file=/dev/null',
    '--no-resolv',
    '--no-hosts',
    '--pid-file',
    '--user=root',
    '--local=/#/',
  ];
  const names = [`/#/${WEB_ADDRESS}`, `/vn/${VIETNAM_ADDRESS}`].map((name) => `--address=${name}`);
  return startProgram(
    namespace.at(['dnsmasq', '--keep-in-foreground', '--log-facility=-', ...options, ...names]),
    /started/,
  );
}

async function startWeb(namespace: Namespace, directory: string): Promise<Program> {
  const key = join(directory, 'internet.key');
  const certificate = join(directory, 'internet.crt');
  const subject = ['-subj', '/CN=The pretend internet', '-addext', 'subjectAltName=DNS:*'];
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

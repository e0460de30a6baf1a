import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './build.ts';
import { type Command, run as command } from './command.ts';
import type { Namespace, Place } from './namespace.ts';

/** Two users without a name, and one group that may talk to the gate: what systemd will give them. */
const PORTAL_USER = 61_001;
const GATE_USER = 61_002;
const GROUP = 61_000;

/** What an installed checkpoint-portal consists of. */
const FOLDERS = ['dist', 'node_modules', 'static', 'views'];
const FILES = ['package.json', 'node'];

/**
 * Gives the namespace the machine around the network. What runs there has the lab's own /run and /var/lib, so that the
 * config keeps its default paths and two labs do not meet; and it has the package and node in a place that its users can
 * read: a clone in /root, or in a directory of `mktemp`, is for root alone. These mounts live in the private mount
 * namespace that `ip netns exec` gives each command, and end with it.
 */
export async function furnish(namespace: Namespace, directory: string): Promise<Place> {
  const enter = join(directory, 'enter');
  const run = join(directory, 'run/checkpoint-portal');
  const own = join(directory, 'run/checkpoint-gate');
  const storage = storageIn(directory);
  const folders = FOLDERS.map((name) => join(directory, 'app', name));
  await mkdir(join(directory, 'run'));
  await command(['mount', '-t', 'tmpfs', 'tmpfs', join(directory, 'run')]);
  await Promise.all([run, own, storage, ...folders].map((path) => mkdir(path, { recursive: true })));
  await Promise.all(FILES.map((name) => writeFile(join(directory, 'app', name), '')));
  await chown(run, 0, GROUP);
  // Both programs put a socket here; neither may take the other's place.
  await chmod(run, 0o1770);
  // The gate's and dnsmasq's alone.
  await chown(own, GATE_USER, GROUP);
  await chmod(own, 0o700);
  await chown(storage, PORTAL_USER, GROUP);
  await chmod(storage, 0o700);
  await writeFile(enter, mounting(directory), { mode: 0o755 });
  return { at: (command) => namespace.at([enter, ...command]) };
}

/** What the machine sees as /var/lib/checkpoint-portal. */
export function storageIn(directory: string): string {
  return join(directory, 'lib/checkpoint-portal');
}

/** The command line of `checkpoint-portal WORDS` on that machine. */
export function checkpointPortal(directory: string, ...words: string[]): Command {
  return [join(directory, 'app/node'), join(directory, 'app/dist/main.js'), ...words];
}

/** One of the lab's own programs, run on that machine with the node that is installed there. */
export function labProgram(directory: string, name: string, ...words: string[]): Command {
  return [join(directory, 'app/node'), join(directory, `app/dist/lab/${name}.js`), ...words];
}

/** With no capability at all, and no way to get one. */
export function asPortal(command: Command): Command {
  return confined(PORTAL_USER, '-all', command);
}

/** As the gate's user, who may signal it, with what DHCP, port 53 and the walled garden want. */
export function asDnsmasq(command: Command): Command {
  return confined(GATE_USER, '-all,+net_admin,+net_raw,+net_bind_service', command);
}

/** With the right to change the firewall, and no other. */
export function asGate(command: Command): Command {
  return confined(GATE_USER, '-all,+net_admin', command);
}

function confined(user: number, capabilities: string, command: Command): Command {
  const sets = ['--bounding-set', '--inh-caps', '--ambient-caps'].map((set) => `${set}=${capabilities}`);
  return [
    'setpriv',
    `--reuid=${user}`,
    `--regid=${GROUP}`,
    '--clear-groups',
    '--no-new-privs',
    ...sets,
    ...command,
  ];
}

function mounting(directory: string): string {
  return `#!/bin/sh -e
for part in ${FOLDERS.join(' ')} package.json; do
  mount --rbind "${REPOSITORY}$part" "${directory}/app/$part"
done
mount --bind "${process.execPath}" "${directory}/app/node"
mount --bind "${directory}/run" /run
mount --bind "${directory}/lib" /var/lib
exec "$@"
`;
}

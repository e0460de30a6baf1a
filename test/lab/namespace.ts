import { mkdir, writeFile } from 'node:fs/promises';
import { type Command, run } from './command.ts';

/** Somewhere a command can be run: a phone, the router, the internet. */
export interface Place {
  /** The command line that runs `command` there. */
  at(command: Command): Command;
}

/** A network namespace: a machine as far as its network is concerned, with a resolv.conf of its own. */
export interface Namespace extends Place {
  readonly name: string;
}

export async function addNamespace(name: string, nameserver?: string): Promise<Namespace> {
  await run(['ip', 'netns', 'add', name]);
  // `ip netns exec` lays the files of this directory over those in /etc.
  await mkdir(`/etc/netns/${name}`, { recursive: true });
  await writeFile(`/etc/netns/${name}/resolv.conf`, nameserver ? `nameserver ${nameserver}\n` : '');
  await configure(name, ['link set lo up']);
  return { name, at: (command) => ['ip', 'netns', 'exec', name, ...command] };
}

/** Runs lines of `ip` inside the namespace. */
export async function configure(name: string, lines: readonly string[]): Promise<void> {
  await run(['ip', '-netns', name, '-batch', '-'], `${lines.join('\n')}\n`);
}

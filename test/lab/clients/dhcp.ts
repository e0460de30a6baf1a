import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.ts';
import type { Phone } from '../phone.ts';

/** What DHCP clients other than the phone's own hear of the captive-portal API: its URI, or undefined. */

/** Asks with busybox's client, by default for option 114. It shows bytes, and so what comes behind the URI too. */
export async function askUdhcpc({ at, home }: Phone, words = ['-O', '114']): Promise<string | undefined> {
  const script = writeScript(home, 'udhcpc', '[ "$1" = bound ] && echo "heard=$opt114"');
  const asking = ['-i', 'eth0', '-f', '-q', '-n', '-T', '1', '-t', '10', '-s', script];
  const said = await run(at(['busybox', 'udhcpc', ...asking, ...words]));
  return heardIn(said, (hex) => Buffer.from(hex, 'hex').toString('latin1'));
}

/** The lease of ISC's client over IPv4. */
export async function askDhclient({ at, home }: Phone): Promise<string | undefined> {
  const folder = mkdtempSync(join(home, 'dhclient-'));
  const config = 'option captive-portal code 114 = text;\nalso request captive-portal;\n';
  const { file, words } = dhclient(folder, config, 'true');
  await run(at([...words, '-1', 'eth0']));
  await run(at(['sh', '-c', `kill $(cat ${file('pid')})`]));
  return readFileSync(file('leases'), 'utf8').match(/option captive-portal "(.*)";/)?.[1];
}

/** What ISC's client hears over DHCPv6 beside the address that the router advertises. */
export async function askDhclient6({ at, home }: Phone): Promise<string | undefined> {
  const folder = mkdtempSync(join(home, 'dhclient6-'));
  const config = 'option dhcp6.captive-portal code 103 = text;\nalso request dhcp6.captive-portal;\n';
  const heard = join(folder, 'heard');
  const { file, words } = dhclient(folder, config, `echo "heard=$new_dhcp6_captive_portal" > ${heard}`);
  // It fails until the phone's link-local address is known to be nobody else's.
  const asking = `until ${words.join(' ')} -6 -S -1 eth0; do sleep 0.1; done`;
  await run(at(['timeout', '15', 'sh', '-c', asking]));
  await run(at(['sh', '-c', `kill $(cat ${file('pid')})`]));
  return heardIn(readFileSync(heard, 'utf8'), (text) => text);
}

function dhclient(folder: string, config: string, script: string) {
  const file = (name: string) => join(folder, name);
  writeFileSync(file('conf'), config);
  const sets = ['-cf', file('conf'), '-lf', file('leases'), '-pf', file('pid')];
  return { file, words: ['dhclient', ...sets, '-sf', writeScript(folder, 'script', script)] as const };
}

function writeScript(folder: string, name: string, line: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${line}\nexit 0\n`, { mode: 0o755 });
  return file;
}

function heardIn(said: string, read: (value: string) => string): string | undefined {
  const value = said.match(/^heard=(.+)$/m)?.[1];
  return value && read(value);
}

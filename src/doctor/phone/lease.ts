import { createSocket } from 'node:dgram';
import { chmod, writeFile } from 'node:fs/promises';
import { dhcpRelease } from '../../domain/dhcp-release.ts';
import { runAnyhow } from '../machine.ts';
import { DEVICE } from './cable.ts';
import { type Order, PhoneFault } from './order.ts';

/** What DHCP has given. */
export interface Lease {
  readonly address: string;
  readonly dns: string;
}

/** In a file system of this process's own, which ends with it. */
const FOLDER = '/mnt';
const SCRIPT = `${FOLDER}/take-lease`;
const TELL = `#!/bin/sh
[ "$1" = bound ] && echo "lease $ip $mask \${router:--} \${dns:--} \${serverid:--}"
exit 0
`;
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/** Four questions and four requests a second apart, and a machine that is slow beside. */
const DHCP_MS = 9000;

/** Asks by a phone's own means, once a second, four times at most. */
export async function takeLease({ address: box }: Order): Promise<Lease> {
  const mounted = await runAnyhow('mount', ['-t', 'tmpfs', 'tmpfs', FOLDER]);
  // A script of root's is not laid where others may write.
  if (mounted.code !== 0) throw new PhoneFault('cable', { said: `mount: ${mounted.code ?? 'not there'}` });
  await writeFile(SCRIPT, TELL);
  await chmod(SCRIPT, 0o755);
  const asking = ['udhcpc', '-i', DEVICE, '-f', '-q', '-n', '-T', '1', '-t', '4', '-s', SCRIPT];
  const { code, stdout } = await runAnyhow('busybox', asking, { timeoutMs: DHCP_MS });
  // Not there, or ended as nobody gave it an address in time.
  if (code === undefined) throw new PhoneFault((await hasBusybox()) ? 'lease' : 'client');
  const [, address = '', mask = '', router = '', dns = '', server = ''] =
    /^lease (\S+) (\S+) (\S+) (\S+)(?: \S+)* (\S+)$/m.exec(stdout) ?? [];
  if (!IPV4.test(address) || !/^\d{1,2}$/.test(mask)) throw new PhoneFault('lease');
  if (server !== box) throw new PhoneFault('otherDhcp');
  if (router !== box || dns !== box) throw new PhoneFault('leaseWrong', { router, dns });
  const lines = `address add ${address}/${mask} dev ${DEVICE}\nroute add default via ${router}\n`;
  await runAnyhow('ip', ['-batch', '-'], { input: lines });
  return { address, dns };
}

async function hasBusybox(): Promise<boolean> {
  return (await runAnyhow('busybox', ['true'])).code !== undefined;
}

/** Gives the address back. By our own means: udhcpc's -R does nothing with -q. */
export async function giveBack({ address: server, mac }: Order, { address }: Lease): Promise<void> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => {
    socket.on('error', () => resolve());
    socket.bind(68, address, () =>
      socket.send(dhcpRelease({ address, server, mac }), 67, server, () => resolve()),
    );
  });
  socket.close();
}

import { writeFile } from 'node:fs/promises';
import { runAnyhow } from '../machine.ts';
import { type Order, PhoneFault } from './order.ts';

/** The phone's own name for its end. */
export const DEVICE = 'eth0';
/** What a phone does too, but nobody has its made-up address: it need not ask for a second whether somebody does. */
const IPV6 = { accept_dad: 0, router_solicitation_delay: 0, use_tempaddr: 0 } as const;

/**
 * Plugs this process, which has a network of its own, into the guests' bridge. The kernel takes the cable away with the last process
 * of that network, however it ends. The other end's address is above that of any device: a bridge takes the lowest of its ports'
 * for its own, and all phones would look for the box under the old one.
 */
export async function plugIn({ boxPid, bridge, port, mac }: Order): Promise<void> {
  const folder = '/proc/sys/net/ipv6/conf/default';
  // Where IPv6 is off there is no such folder, and nothing to set.
  await Promise.all(
    Object.entries(IPV6).map(([key, value]) =>
      writeFile(`${folder}/${key}`, `${value}`).catch(() => undefined),
    ),
  );
  const outside = mac.replace(/^../, 'fe');
  const lines = [
    `link add ${port} address ${outside} type veth peer name ${DEVICE} address ${mac} netns ${process.pid}`,
    `link set ${port} addrgenmode none`,
    `link set ${port} master ${bridge} up`,
  ];
  const inBox = ['--net', `--target=${boxPid}`, 'ip', '-batch', '-'];
  await must('nsenter', inBox, `${lines.join('\n')}\n`);
  await must('ip', ['-batch', '-'], `link set lo up\nlink set ${DEVICE} up\n`);
}

async function must(command: string, args: readonly string[], input = ''): Promise<void> {
  const { code, stderr } = await runAnyhow(command, args, { input });
  const [said = ''] = stderr.trim().split('\n');
  if (code !== 0) throw new PhoneFault('cable', { said: said || `${command}: ${code ?? 'not there'}` });
}

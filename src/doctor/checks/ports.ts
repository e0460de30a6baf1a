import type { Checkpoint } from '../../domain/checkpoint.ts';
import { RUN } from '../../domain/rules/names.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  taken: {
    level: 'red',
    what: {
      vi: 'cổng {port}/{protocol} bị chương trình {program} (pid {pid}) chiếm',
      en: 'port {port}/{protocol} is taken by {program} (pid {pid})',
    },
    meaning: {
      vi: 'phần của chốt cần cổng này ({use}) không chạy được',
      en: 'what the checkpoint needs it for ({use}) cannot run',
    },
    remedy: {
      vi: 'tìm dịch vụ bằng `systemctl status {pid}`, rồi tắt hẳn: `systemctl disable --now TÊN`',
      en: '`systemctl status {pid}` names its service; turn it off: `systemctl disable --now NAME`',
    },
    again: 'ss -lntup',
  },
} as const satisfies Faults;

interface Wanted {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly addresses: readonly string[];
  readonly use: { readonly vi: string; readonly en: string };
  readonly owner: 'dnsmasq' | 'portal';
}

interface Held {
  readonly protocol: string;
  readonly address: string;
  /** The only interface that it is on; undefined: on all that have the address. */
  readonly device: string | undefined;
  readonly port: number;
  readonly program: string;
  readonly pid: number;
}

/** Ports that another program holds where the checkpoint needs them: at 127.0.0.53 nobody is in its way. */
export const ports: Check = {
  id: 'ports',
  name: { vi: 'Cổng mạng', en: 'Ports' },
  faults: FAULTS,
  async look(box) {
    const said = await box.run('ss', ['-H', '-l', '-n', '-t', '-u', '-p']);
    if (said.code !== 0) return [];
    const held = said.stdout.split('\n').flatMap(parseLine);
    const ours = await ownPids(box);
    const others = wantedBy(box.checkpoint).flatMap((wanted) => {
      const { port, protocol, use } = wanted;
      return held
        .filter((one) => isInTheWay(one, wanted) && !isElsewhere(one, box) && !ours[wanted.owner](one))
        .map(({ program, pid }) => found(FAULTS, 'taken', { port, protocol, use, program, pid }));
    });
    if (others.length > 0) return others;
    return [green({ vi: 'không ai chiếm cổng của chốt', en: 'nobody else holds the ports it needs' })];
  },
};

function wantedBy({ guest, portal, reporting, tls, gate }: Checkpoint): readonly Wanted[] {
  const guests = [guest.address, ...(guest.ipv6 ? [guest.ipv6.address] : [])];
  const names = { vi: 'tên miền cho khách', en: "guests' names" };
  const dnsmasq: readonly Wanted[] = [
    { protocol: 'udp', port: 53, addresses: guests, use: names, owner: 'dnsmasq' },
    { protocol: 'tcp', port: 53, addresses: guests, use: names, owner: 'dnsmasq' },
    {
      protocol: 'udp',
      port: 67,
      addresses: guests,
      use: { vi: 'cấp địa chỉ cho khách', en: "guests' addresses" },
      owner: 'dnsmasq',
    },
  ];
  const portalPorts: readonly (readonly [number, readonly string[], Wanted['use']])[] = [
    [portal.port, portal.hosts, { vi: 'trang hướng dẫn', en: 'the guide' }],
    [reporting.port, [reporting.host], { vi: 'trang báo cáo', en: 'the report' }],
    ...(tls ? [[tls.port, portal.hosts, { vi: 'trang https', en: 'its https side' }] as const] : []),
  ];
  return [
    ...(gate.simulated ? [] : dnsmasq),
    ...portalPorts.map(([port, addresses, use]) => ({
      protocol: 'tcp' as const,
      port,
      addresses,
      use,
      owner: 'portal' as const,
    })),
  ];
}

/** `tcp LISTEN 0 32 10.77.0.1:53 0.0.0.0:* users:(("dnsmasq",pid=21850,fd=7))`; without rights nobody is named. */
function parseLine(line: string): readonly Held[] {
  const [protocol = '', , , , local = ''] = line.split(/\s+/);
  const [, program, pid] = /\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
  const at = local.lastIndexOf(':');
  if (at < 0 || program === undefined) return [];
  // `0.0.0.0%br0` is on one interface, `[::]` is written in brackets.
  const [written = '', device] = local.slice(0, at).split('%');
  const address = written.replace(/^\[|\]$/g, '');
  return [{ protocol, address, device, port: Number(local.slice(at + 1)), program, pid: Number(pid) }];
}

const EVERYWHERE: readonly string[] = ['0.0.0.0', '*', '::'];

function isInTheWay(held: Held, { protocol, port, addresses }: Wanted): boolean {
  if (held.protocol !== protocol || held.port !== port) return false;
  return (
    EVERYWHERE.includes(held.address) ||
    addresses.some((one) => one === held.address || EVERYWHERE.includes(one))
  );
}

/** libvirt's DHCP at `0.0.0.0%virbr0:67` stands beside ours; of TCP the kernel keeps a port for one of the two all the same. */
function isElsewhere({ protocol, device }: Held, { checkpoint: { access } }: Box): boolean {
  return protocol === 'udp' && device !== undefined && device !== access.interface;
}

/** dnsmasq writes its number down; of the portal systemd knows it, and else any Node of the right port is taken for ours. */
async function ownPids(box: Box) {
  const files = ['dnsmasq.pid', 'dnsmasq-offline.pid'].map((name) => box.read(`${RUN}/${name}`));
  const dnsmasq = (await Promise.all(files)).map(Number);
  const said = await box.run('systemctl', [
    'show',
    '--property=MainPID',
    '--value',
    'checkpoint-portal.service',
  ]);
  const portal = Number(said.stdout.trim());
  return {
    dnsmasq: ({ pid }: Held) => dnsmasq.includes(pid),
    portal: ({ pid, program }: Held) =>
      portal > 0 ? pid === portal : /^(node|MainThread|checkpoint)/.test(program),
  };
}

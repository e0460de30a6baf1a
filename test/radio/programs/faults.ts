import { PORTAL, PROBE, tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { find, sh, until } from '../../machine/programs/shell.ts';
import { GARDEN, GARDEN_ANSWER } from './journey.ts';

/** Seconds, as promised; looking alone takes this machine one of them. */
const WITHIN = 5;

interface Fault {
  readonly name: string;
  readonly hurt: string;
  /** Beyond what phones see, that what was hurt is whole again. */
  readonly whole: (before: string) => Promise<boolean>;
  /** Seconds, where not `WITHIN`. */
  readonly within?: number;
}

const FAULTS: readonly Fault[] = [
  {
    name: 'nftables.service is restarted',
    hurt: 'systemctl restart nftables.service',
    whole: async () => true,
  },
  {
    name: 'nftables.service is reloaded',
    hurt: 'systemctl reload nftables.service',
    whole: async () => true,
  },
  { name: 'the ruleset is flushed', hurt: 'nft flush ruleset', whole: async () => true },
  { name: 'our table is deleted', hurt: 'nft delete table inet checkpoint', whole: async () => true },
  // A question that is lost would be asked again only after five seconds.
  killed('dnsmasq', async () =>
    (await sh('busybox nslookup -type=a example.com 10.77.0.1', 1)).includes('198.18.10.10'),
  ),
  killed('gate', async () => true),
  // What catches a phone is the portal itself, and Node takes the emulated machine some seconds to start.
  { ...killed('portal', async () => true), within: 15 },
  {
    name: 'forwarding is turned off',
    hurt: 'echo 0 > /proc/sys/net/ipv4/ip_forward',
    whole: async () => true,
  },
  {
    name: 'the address is taken off the bridge',
    hurt: 'ip address del 10.77.0.1/22 dev br0',
    whole: async () => (await sh('ip address show br0')).includes('10.77.0.1/22'),
  },
  {
    name: 'the qdiscs are removed',
    hurt: 'tc qdisc del dev wan0 root; tc qdisc del dev wan0 ingress; true',
    whole: async () => ((await sh('tc -j qdisc show')).match(/"kind":"cake"/g)?.length ?? 0) >= 2,
  },
];

/** After each, the accepted phone is online without a further tap, the captive one captive, with the garden open. */
export async function findFaults(accepted: Phone, captive: Phone): Promise<void> {
  for (const { name, hurt, whole, within = WITHIN } of FAULTS) {
    await tap(accepted).catch(() => undefined);
    await find(`all is as before after ${name}`, async () => {
      const before = await pids();
      const start = performance.now();
      await sh(hurt);
      await until('as before', within, async () => {
        const [online, caught, garden, healed] = await Promise.all([
          accepted.ask(PROBE, '--max-time 1'),
          captive.ask(PROBE, '--max-time 1'),
          captive.ask(GARDEN, '--max-time 1'),
          whole(before),
        ]);
        const seen = [online.startsWith('204'), caught.startsWith(`302 ${PORTAL}`), garden === GARDEN_ANSWER];
        if (healed && seen.every(Boolean)) return true;
        throw new Error(`accepted: ${online}; captive: ${caught}; garden: ${garden}; whole: ${healed}`);
      });
      return `after ${((performance.now() - start) / 1000).toFixed(1)} s`;
    });
  }
  await find('a phone can tap again after all that', () => until('a tap', 40, () => tap(accepted)));
}

function killed(unit: string, serves: () => Promise<boolean>): Fault {
  return {
    name: `${unit} is killed`,
    hurt: `kill -9 $(systemctl show -p MainPID --value checkpoint-${unit})`,
    whole: async (before) => (await pids()) !== before && (await serves()),
  };
}

function pids(): Promise<string> {
  return sh('systemctl show -p MainPID --value checkpoint-dnsmasq checkpoint-gate checkpoint-portal | xargs');
}

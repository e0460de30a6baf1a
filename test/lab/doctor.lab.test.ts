import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Command, run } from './command.ts';
import { examine, faultsOf } from './examine.ts';
import { GATEWAY, GATEWAY6, WEB_ADDRESS } from './internet.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import { addNamespace, configure } from './namespace.ts';
import { type Program, startProgram } from './program.ts';

/** The portal takes up to 16 s to be sure that the uplink is down, and one examination some seconds. */
const NOTICED_WITHIN_MS = 40_000;
const TEST_MS = 150_000;

interface Plant {
  readonly name: string;
  readonly faults: readonly string[];
  /** The config that the doctor is given, where that is the fault. */
  readonly config?: (text: string) => string;
  /** Resolves to how it is mended. */
  readonly plant?: (lab: Lab) => Promise<() => Promise<unknown>>;
}

/** What the gate mends within two seconds is there to be found only while it does not run. */
const PLANTS: readonly Plant[] = [
  {
    name: 'the wrong access interface',
    config: (text) => text.replace('"br0"', '"br9"'),
    faults: ['interfaces.missing'],
  },
  {
    name: 'the wrong uplink interface',
    config: (text) => text.replace('"wan0"', '"wan9"'),
    faults: ['interfaces.missing', 'uplink.route'],
  },
  {
    name: 'the two interfaces swapped',
    // A bridge that somebody has left has no carrier.
    plant: changed(
      (lab) => lab.addPhone(),
      async () => undefined,
    ),
    config: (text) => text.replace('"wan0"', '"x"').replace('"br0"', '"wan0"').replace('"x"', '"br0"'),
    faults: ['interfaces.swapped', 'interfaces.address', 'ipv6.foreign', 'uplink.route'],
  },
  {
    name: 'the uplink unplugged',
    plant: changed(
      (lab) => inInternet(lab, 'ip link set wan0 down'),
      (lab) => inInternet(lab, 'ip link set wan0 up; ip -6 address add 2001:2:0:1::1/64 dev wan0 nodad'),
    ),
    faults: ['interfaces.unplugged', 'uplink.route'],
  },
  {
    name: 'no default route',
    plant: changed(
      inRouter('sh', '-c', 'ip route del default; ip -6 route del default'),
      inRouter('sh', '-c', `ip route add default via ${GATEWAY}; ip route add default via ${GATEWAY6}`),
    ),
    faults: ['uplink.route'],
  },
  {
    name: 'dead DNS upstream',
    plant: changed(
      ({ internet }) => internet.names.stop(),
      ({ internet }) => internet.names.start(),
    ),
    faults: ['uplink.dns'],
  },
  {
    name: 'port 53 taken by another dnsmasq',
    async plant({ router }) {
      await router.dnsmasq.stop();
      const words = [
        '--conf-file=/dev/null',
        '--pid-file',
        '--user=root',
        '--no-hosts',
        '--address=/#/192.0.2.1',
      ];
      const at = ['--listen-address=10.77.0.1', '--bind-interfaces', '--log-facility=-'];
      const foreign = await startProgram(
        router.at(['dnsmasq', '--keep-in-foreground', ...words, ...at]),
        () => true,
      );
      return async () => {
        await foreign.stop();
        await router.dnsmasq.start();
      };
    },
    faults: ['dns-limits.dead', 'gate.upkeep', 'phone.lease', 'ports.taken', 'ports.taken'],
  },
  {
    name: 'dnsmasq dead',
    plant: changed(
      ({ router }) => router.dnsmasq.stop(),
      ({ router }) => router.dnsmasq.start(),
    ),
    faults: ['dns-limits.dead', 'gate.upkeep', 'phone.lease'],
  },
  {
    name: 'the pool exhausted',
    async plant({ router }) {
      const before = readFileSync(router.leases, 'utf8');
      await restartWithLeases(router.dnsmasq, router.leases, before + everyLease());
      return () => restartWithLeases(router.dnsmasq, router.leases, before);
    },
    faults: ['dhcp-pool.full', 'phone.lease'],
  },
  {
    name: 'the portal dead',
    plant: changed(
      ({ router }) => router.portal.stop(),
      ({ router }) => router.portal.start(),
    ),
    faults: ['portal.mute'],
  },
  { name: 'the gate dead', plant: withoutGate(), faults: ['gate.mute', 'phone.accept'] },
  {
    name: 'a set missing',
    plant: withoutGate('nft flush chain inet checkpoint recognise; nft delete set inet checkpoint garden_b6'),
    faults: ['gate.mute', 'firewall.set', 'firewall.altered', 'phone.accept'],
  },
  {
    name: 'the whole firewall flushed',
    plant: withoutGate('nft flush ruleset'),
    faults: ['gate.mute', 'firewall.gone', 'firewall.gone', 'ipv6.open', 'phone.probe'],
  },
  {
    name: 'forwarding off',
    plant: withoutGate('echo 0 > /proc/sys/net/ipv4/ip_forward'),
    faults: ['gate.mute', 'forwarding.off', 'phone.accept'],
  },
  {
    name: 'IPv6 let past the wall',
    plant: withoutGate('nft insert rule inet checkpoint forward iifname br0 meta nfproto ipv6 accept'),
    faults: ['gate.mute', 'phone.leak6'],
  },
  {
    name: 'another IPv6 router among the guests',
    plant: ({ router, name }) => addStranger(name, router.at, 'fd99:1:2:3::'),
    faults: ['phone.otherRouter'],
  },
  {
    name: "another program's table that drops what is forwarded",
    plant: changed(
      inRouter(
        'nft',
        'table inet foreign { chain f { type filter hook forward priority 0; policy drop; }; }',
      ),
      inRouter('nft', 'delete table inet foreign'),
    ),
    faults: ['firewall.policy', 'phone.online'],
  },
  {
    name: "another program's table that turns IPv6 away",
    plant: changed(
      inRouter(
        'nft',
        'table inet foreign { chain i { type filter hook input priority -5; meta nfproto ipv6 tcp dport { 80, 8080 } reject; }; }',
      ),
      inRouter('nft', 'delete table inet foreign'),
    ),
    faults: ['phone.accept6'],
  },
  {
    name: "a probe's host in the walled garden",
    plant: changed(
      inRouter('nft', `add element inet checkpoint garden_a4 { ${WEB_ADDRESS} }`),
      inRouter('nft', `delete element inet checkpoint garden_a4 { ${WEB_ADDRESS} }`),
    ),
    faults: ['phone.probeOpen'],
  },
];

test('on a healthy network the doctor shows no red and no yellow', { timeout: TEST_MS }, async ({
  lab: { router },
}) => {
  await untilFaults(() => examine(router), []);
});

describe('the doctor names', () => {
  test.for(PLANTS)('$name', { timeout: TEST_MS }, async ({ name, config, plant, faults }, { lab }) => {
    const mend = await plant?.(lab);
    const startMs = performance.now();
    try {
      await untilFaults(() => examine(lab.router, config), faults);
    } finally {
      // Whatever was found: the next fault is not to meet this one.
      await mend?.();
    }
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    process.stdout.write(`  ${name.padEnd(56)} ${[...new Set(faults)].join(' ')} (${seconds} s)\n`);
    await untilFaults(() => examine(lab.router), []);
  });
});

async function untilFaults(look: () => ReturnType<typeof examine>, faults: readonly string[]): Promise<void> {
  const sorted = faults.toSorted();
  await expect
    .poll(async () => faultsOf(await look()).toSorted(), { timeout: NOTICED_WITHIN_MS, interval: 200 })
    .toEqual(sorted);
}

function changed(
  plant: (lab: Lab) => Promise<unknown>,
  mend: (lab: Lab) => Promise<unknown>,
): NonNullable<Plant['plant']> {
  return async (lab) => {
    await plant(lab);
    return () => mend(lab);
  };
}

/** The gate, started again, loads the rules and sets the switches as they belong. */
function withoutGate(command = 'true'): NonNullable<Plant['plant']> {
  return changed(
    async ({ router }) => {
      await router.gate.stop();
      await run(router.at(['sh', '-c', command]));
    },
    ({ router }) => router.gate.start(),
  );
}

function inRouter(...command: Command): (lab: Lab) => Promise<unknown> {
  return ({ router }) => run(router.at(command));
}

function inInternet({ name }: Lab, command: string): Promise<string> {
  return run(['ip', 'netns', 'exec', `${name}-internet`, 'sh', '-c', command]);
}

async function restartWithLeases(dnsmasq: Program, file: string, leases: string): Promise<void> {
  await dnsmasq.stop();
  writeFileSync(file, leases);
  await dnsmasq.start();
}

/** For each address of 10.77.0.10 to 10.77.3.254 a phone that is not there. */
function everyLease(): string {
  const endSeconds = Math.round(Date.now() / 1000) + 1800;
  return Array.from({ length: 1013 }, (_, index) => {
    const [third, fourth] = [(index + 10) >> 8, (index + 10) & 255];
    const mac = [third, fourth].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
    return `${endSeconds} 02:00:5e:00:${mac} 10.77.${third}.${fourth} * *\n`;
  }).join('');
}

/** A machine on the guests' bridge that says it is their router, as an access point out of the box does. */
async function addStranger(
  lab: string,
  at: Lab['router']['at'],
  prefix: string,
): Promise<() => Promise<unknown>> {
  const { name, at: there } = await addNamespace(`${lab}-stranger`);
  // As our sysctl file has it; a namespace begins with the kernel's own, where bridged packets meet the router's rules.
  await run(at(['sysctl', '-qew', 'net.bridge.bridge-nf-call-ip6tables=0']));
  await configure(`${lab}-router`, [
    `link add stranger type veth peer name eth0 netns ${name}`,
    'link set stranger master br0 up',
  ]);
  await configure(name, ['link set eth0 up', `address add ${prefix}1/64 dev eth0 nodad`]);
  const words = [
    '--conf-file=/dev/null',
    '--pid-file',
    '--user=root',
    '--port=0',
    '--enable-ra',
    '--log-facility=-',
  ];
  const range = `--dhcp-range=${prefix},ra-only,64,10m`;
  const radvd = await startProgram(
    there(['dnsmasq', '--keep-in-foreground', ...words, '--interface=eth0', range]),
    /started/,
  );
  return async () => {
    await radvd.stop();
    await run(at(['ip', 'link', 'delete', 'stranger']));
  };
}

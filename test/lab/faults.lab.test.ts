import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { resolve } from './clients/resolve.ts';
import { type Command, run } from './command.ts';
import type { Lab } from './lab.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';
import type { Program } from './program.ts';
import { openReports } from './reports.ts';

/** Within which a checkpoint is whole again. */
const RECOVERY_MS = 5000;
/** What `systemctl restart nftables` does with Debian's own file. */
const DISTRIBUTION_RULES = `flush ruleset
table inet filter {
  chain input { type filter hook input priority filter; }
  chain forward { type filter hook forward priority filter; }
  chain output { type filter hook output priority filter; }
}
`;

interface Fault {
  readonly name: string;
  readonly happen: (lab: Lab) => Promise<unknown>;
}

const FAULTS: readonly Fault[] = [
  { name: 'nft flush ruleset', happen: inRouter('nft', 'flush', 'ruleset') },
  { name: 'our table deleted', happen: inRouter('nft', 'delete', 'table', 'inet', 'checkpoint') },
  {
    name: 'nftables.service restarted',
    happen: ({ router }) => run(router.at(['nft', '-f', '-']), DISTRIBUTION_RULES),
  },
  { name: 'a chain emptied', happen: inRouter('nft', 'flush', 'chain', 'inet', 'checkpoint', 'forward') },
  {
    name: 'accepted clients emptied',
    happen: inRouter('nft', 'flush', 'set', 'inet', 'checkpoint', 'granted'),
  },
  { name: 'dnsmasq killed', happen: ({ router }) => router.dnsmasq.fall() },
  { name: 'dnsmasq hanging', happen: ({ router }) => signal(router.dnsmasq, 'SIGSTOP') },
  { name: 'the gate killed', happen: ({ router }) => router.gate.fall() },
  {
    name: 'the gate killed and the ruleset flushed',
    happen: async ({ router }) => {
      await router.gate.fall();
      await run(router.at(['nft', 'flush', 'ruleset']));
    },
  },
  { name: 'the portal killed', happen: ({ router }) => router.portal.fall() },
  { name: 'address taken from the bridge', happen: inRouter('ip', 'address', 'flush', 'dev', 'br0') },
  { name: 'the bridge set down', happen: inRouter('ip', 'link', 'set', 'br0', 'down') },
  { name: 'forwarding off', happen: inRouter('sh', '-c', 'echo 0 > /proc/sys/net/ipv4/ip_forward') },
];

test('the second dnsmasq, which nobody needs until the uplink is down, is there again within five seconds', async ({
  lab: { router },
}) => {
  const { dnsmasqOffline } = router;
  for (const fall of [() => dnsmasqOffline.fall(), () => signal(dnsmasqOffline, 'SIGSTOP')]) {
    const before = dnsmasqOffline.pid();
    const startMs = performance.now();
    await fall();
    const isBack = () => resolve(router, 'chot.internal', '10.77.0.1:5354');
    await expect.poll(dnsmasqOffline.pid, { timeout: RECOVERY_MS }).not.toBe(before);
    await expect.poll(isBack, { timeout: RECOVERY_MS }).toContain('10.77.0.1');
    process.stdout.write(
      `  the second dnsmasq back after ${((performance.now() - startMs) / 1000).toFixed(1)} s\n`,
    );
  }
});

describe('within five seconds the checkpoint is whole again, and who was online still is, after', () => {
  test.for(FAULTS)('$name', async ({ name, happen }, { lab, phone }) => {
    const captive = await lab.addPhone();
    await accept(phone);
    expect(await isWhole(lab, phone, captive)).toBe(true);
    const { totals } = await openReports(lab.router);
    const { session, renewed } = await totals();

    await happen(lab);
    const startMs = performance.now();
    await expect.poll(() => isWhole(lab, phone, captive), { timeout: RECOVERY_MS, interval: 50 }).toBe(true);
    const seconds = (performance.now() - startMs) / 1000;
    process.stdout.write(`  ${name.padEnd(42)} whole after ${seconds.toFixed(1)} s\n`);
    // Nobody had to tap again.
    await expect.poll(totals).toMatchObject({ session, renewed });
  });
});

/** The accepted phone is online, the other is led to the guide and reaches nothing else, and the gate would open. */
async function isWhole({ router }: Lab, accepted: Phone, captive: Phone): Promise<boolean> {
  const probe = 'http://connectivitycheck.gstatic.com/generate_204';
  const [online, led, walled, gate] = await Promise.all([
    curl(accepted, probe, '--max-time', '0.8'),
    curl(captive, probe, '--max-time', '0.8'),
    curl(captive, 'https://198.18.10.10/', '--connect-timeout', '0.3'),
    router.cli('status').catch(() => undefined),
  ]);
  return online.status === 204 && led.status === 302 && walled.status === 0 && gate !== undefined;
}

function inRouter(...command: Command): Fault['happen'] {
  return ({ router }) => run(router.at(command));
}

async function signal(program: Program, name: NodeJS.Signals): Promise<void> {
  const pid = program.pid();
  if (pid !== undefined) process.kill(pid, name);
}

import { promises as dns } from 'node:dns';
import { setTimeout as wait } from 'node:timers/promises';
import { runAnyhow } from '../machine.ts';
import { DEVICE } from './cable.ts';
import type { Lease } from './lease.ts';
import { type Order, PhoneFault } from './order.ts';
import { askWeb, reaches, type WebAnswer } from './web.ts';

const NAME_MS = 1500;
/** The kernel lets the packets through before the tap is answered; DNS may have to ask the internet for a name first. */
const ONLINE_WITHIN_MS = 4000;
const ROUND_MS = 250;

interface Probe {
  readonly host: string;
  readonly url: string;
  readonly agent: string;
  /** What a phone takes for "you are online". */
  readonly isOnline: (answer: WebAnswer) => boolean;
}

const PROBES: readonly Probe[] = [
  {
    host: 'connectivitycheck.gstatic.com',
    url: 'http://connectivitycheck.gstatic.com/generate_204',
    agent: 'Dalvik/2.1.0 (Linux; U; Android 10; checkpoint-doctor)',
    isOnline: ({ status }) => status === 204,
  },
  {
    host: 'captive.apple.com',
    url: 'http://captive.apple.com/hotspot-detect.html',
    agent: 'CaptiveNetworkSupport-407.40.2 wispr',
    isOnline: ({ status, body }) => status === 200 && body.includes('Success'),
  },
];

/** Nobody but the box says that it is a router. */
export async function hearRouters({ router6 }: Order): Promise<void> {
  const { stdout } = await runAnyhow('ip', ['-6', 'route', 'show', 'default', 'dev', DEVICE]);
  const heard = [...stdout.matchAll(/via (\S+)/g)].map(([, router = '']) => router);
  if (heard.some((router) => router !== router6)) throw new PhoneFault('otherRouter');
}

/** Looks names up where the lease says. */
export function createNames(lease: Pick<Lease, 'dns'>) {
  const ask = async (family: 'resolve4' | 'resolve6', name: string) => {
    const resolver = new dns.Resolver({ timeout: NAME_MS, tries: 2 });
    resolver.setServers([lease.dns]);
    return resolver[family](name);
  };
  return {
    ipv4: (name: string) => ask('resolve4', name),
    ipv6: (name: string) => ask('resolve6', name).catch((): string[] => []),
  };
}

export type Names = ReturnType<typeof createNames>;

export async function askNames(order: Order, names: Names): Promise<void> {
  const own = await names.ipv4(order.portalName).catch((error) => {
    throw new PhoneFault('names', { name: order.portalName, said: codeOf(error) });
  });
  if (!own.includes(order.address)) throw new PhoneFault('namesForeign', { address: own.join(' ') });
  for (const { host } of PROBES) {
    await names.ipv4(host).catch((error) => {
      throw new PhoneFault('names', { name: host, said: codeOf(error) });
    });
  }
}

/** Before the tap nothing on the internet answers but what the guide leads to. */
export async function tryWalls(names: Names): Promise<void> {
  const [{ host }] = PROBES as [Probe];
  const [ipv4, ipv6] = await Promise.all([names.ipv4(host), names.ipv6(host)]);
  const found = await Promise.all(
    [...ipv4.slice(0, 1), ...ipv6.slice(0, 1)].map(async (at) => ((await reaches(at)) ? at : undefined)),
  );
  const open = found.filter((at) => at !== undefined);
  const [leak] = open.filter((at) => at.includes(':'));
  if (leak !== undefined) throw new PhoneFault('leak6', { address: leak });
  if (open[0] !== undefined) throw new PhoneFault('leak4', { address: open[0] });
}

export async function askProbes({ origin }: Order, names: Names): Promise<void> {
  for (const probe of PROBES) {
    const { host } = probe;
    const answer = await askProbe(probe, names).catch((error) => {
      throw new PhoneFault('probe', { host, said: codeOf(error) });
    });
    if (probe.isOnline(answer)) throw new PhoneFault('probeOpen', { host });
    if (answer.status !== 302 || !answer.location.startsWith(origin))
      throw new PhoneFault('probe', { host, said: `${answer.status} ${answer.location}`.trim() });
  }
}

async function askProbe({ host, url, agent }: Probe, names: Names): Promise<WebAnswer> {
  const [at = host] = await names.ipv4(host);
  return askWeb({ url, at, agent });
}

export async function openGuide({ origin }: Order): Promise<void> {
  const answer = await askWeb({ url: `${origin}/` }).catch((error) => {
    throw new PhoneFault('guide', { said: codeOf(error) });
  });
  if (answer.status !== 200 || !answer.body.includes('/accept'))
    throw new PhoneFault('guide', { said: answer.status });
}

/** Over IPv6 too, where it has that: there the portal learns by other means who asks. */
export async function tapAccept({ origin, origin6 }: Order): Promise<void> {
  await tap(origin, 'accept');
  if (origin6 !== undefined && (await hasIpv6())) await tap(origin6, 'accept6');
}

async function tap(origin: string, fault: 'accept' | 'accept6'): Promise<void> {
  const answer = await askWeb({ url: `${origin}/accept`, method: 'POST' }).catch((error) => {
    throw new PhoneFault(fault, { said: codeOf(error) });
  });
  if (answer.status !== 303) throw new PhoneFault(fault, { said: answer.status });
}

/** Without it a phone asks over IPv4, and nobody is the worse for it. */
async function hasIpv6(): Promise<boolean> {
  const shown = await runAnyhow('ip', [
    '-6',
    '-oneline',
    'address',
    'show',
    'dev',
    DEVICE,
    'scope',
    'global',
  ]);
  return shown.stdout !== '';
}

/** One of them is enough: who runs a probe may be down alone. */
export async function goOnline(names: Names): Promise<void> {
  const endMs = performance.now() + ONLINE_WITHIN_MS;
  let said = '';
  while (performance.now() < endMs) {
    for (const probe of PROBES) {
      const answer = await askProbe(probe, names).catch((error) => codeOf(error));
      if (typeof answer !== 'string' && probe.isOnline(answer)) return;
      said = typeof answer === 'string' ? answer : `${answer.status} ${answer.location}`.trim();
    }
    await wait(ROUND_MS);
  }
  throw new PhoneFault('online', { said });
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

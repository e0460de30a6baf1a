import { setTimeout } from 'node:timers/promises';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { Uplink } from '../ports.ts';
import { nameServers } from './names.ts';
import { type Kernel, readKernel } from './uplink-kernel.ts';
import { askProbe, type ProbeAnswer } from './uplink-probe.ts';

/** How long a probe may keep the others waiting: the second answer of a slow 4G link comes within it. */
const HEAD_START_MS = 500;
/** For a name: a link on which nothing comes back is known as such after this long, whichever probe was asked when. */
const NAME_MS = 1500;

export interface UplinkParts {
  readonly checkpoint: Pick<Checkpoint, 'uplink' | 'guest'>;
  /** Where the kernel's files lie; a test has its own. */
  readonly kernel?: Kernel;
  readonly resolvConf?: string;
}

/** The uplink as an ordinary user sees it: the kernel's tables, and a question to the internet. */
export function createUplink({ checkpoint, kernel, resolvConf = '/etc/resolv.conf' }: UplinkParts): Uplink {
  const { uplink, guest } = checkpoint;
  const own = [guest.address, guest.ipv6?.address];
  let turn = 0;
  return {
    async look(deep) {
      const found = readKernel(uplink.interface, kernel);
      if (!deep || !found.route) return { ...found, dns: undefined, http: undefined };
      const servers = nameServers(resolvConf, own);
      const first = turn++ % uplink.probes.length;
      const probes = [...uplink.probes.slice(first), ...uplink.probes.slice(0, first)];
      return { ...found, ...(await askInTurn(probes, servers)) };
    },
  };
}

/** Asks the first probe, then all others at once where it says no or takes long. Ends with the first good answer, or with all. */
async function askInTurn(probes: readonly string[], servers: readonly string[]): Promise<ProbeAnswer> {
  const [probe = '', ...others] = probes;
  const ending = new AbortController();
  const { signal } = ending;
  const first = askProbe(probe, { servers, nameMs: NAME_MS, signal });
  const patience = setTimeout(HEAD_START_MS, undefined, { signal }).catch(() => undefined);
  const early = await Promise.race([first, patience]);
  const rest = early?.http
    ? []
    : others.map((url) => askProbe(url, { servers, nameMs: NAME_MS - HEAD_START_MS, signal }));
  const answer = await firstGood([first, ...rest]);
  ending.abort();
  return answer;
}

/** Resolves to the first that came through, or once all have failed to the best that any of them had. */
function firstGood(answers: readonly Promise<ProbeAnswer>[]): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    for (const answer of answers) void answer.then((one) => one.http && resolve(one));
    void Promise.all(answers).then((all) => resolve({ dns: all.some(({ dns }) => dns), http: false }));
  });
}

/** On a laptop without a WiFi of its own the internet is somebody else's care. */
export function createSimulatedUplink(): Uplink {
  const traffic = { sent: 0, received: 0 };
  return {
    look: async (deep) => ({
      route: true,
      gateway: true,
      dns: deep || undefined,
      http: deep || undefined,
      traffic,
    }),
  };
}

import { promises as dns } from 'node:dns';
import { readFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { OFFLINE_DNS_PORT, RUN } from '../domain/rules/names.ts';
import type { Upkeep } from './upkeep.ts';

/** An answer out of its own file takes a millisecond; a crowd at the barrier may make it a hundred. */
const ANSWER_MS = 700;
/** So many without an answer are no accident. */
const QUESTIONS = 2;

/** The DHCP and DNS server beside us, run by the system as the same user, so that we may signal it. */
export interface Dnsmasq extends Upkeep {
  /** Makes it forget what it has cached, which fills an empty garden again, and read its options anew. */
  reload(): void;
}

/** Which of the two: the one that gives leases and true answers, or the one for when there is no internet. */
interface Which {
  readonly name: string;
  readonly port: number;
  readonly pidFile: string;
}

export const MAIN: Which = { name: 'dnsmasq', port: 53, pidFile: `${RUN}/dnsmasq.pid` };
export const OFFLINE: Which = {
  name: 'offline dnsmasq',
  port: OFFLINE_DNS_PORT,
  pidFile: `${RUN}/dnsmasq-offline.pid`,
};

/**
 * Asks for the portal's own name, and ends a dnsmasq that has stopped answering: the system starts it again, as it does by
 * itself with one that has died.
 */
export function createDnsmasq({ guest }: Checkpoint, { name, port, pidFile }: Which = MAIN): Dnsmasq {
  const signal = (sign: 'SIGHUP' | 'SIGKILL') => {
    const pid = pidOf(pidFile);
    if (pid !== undefined) process.kill(pid, sign);
  };
  let wasMute = false;
  return {
    name,
    everyMs: 800,
    reload: () => signal('SIGHUP'),
    async keep() {
      for (let question = 0; question < QUESTIONS; question++) {
        const answer = await ask(guest, port);
        // It is not running, or the bridge has no address yet: ending it would help with neither.
        if (answer === 'nobody') throw new Error(`nobody listens on ${guest.address}, port ${port}`);
        if (answer === 'wrong') continue;
        const mended = wasMute ? 'it had stopped answering and was started again' : undefined;
        wasMute = false;
        return mended;
      }
      wasMute = true;
      signal('SIGKILL');
      throw new Error('it does not answer, the system starts it again');
    },
  };
}

/** Asked from its own address: while the bridge does not have that, the question would go out over the uplink. */
async function ask(
  { address, portalName }: Checkpoint['guest'],
  port: number,
): Promise<'right' | 'wrong' | 'nobody'> {
  const resolver = new dns.Resolver({ tries: 1 });
  // Not the resolver's own timeout, which is looked at in steps of itself and so takes up to twice as long: a dnsmasq that hangs
  // would be found too late.
  const late = setTimeout(() => resolver.cancel(), ANSWER_MS);
  resolver.setServers([`${address}:${port}`]);
  resolver.setLocalAddress(address);
  try {
    return (await resolver.resolve4(portalName)).includes(address) ? 'right' : 'wrong';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === dns.CONNREFUSED ? 'nobody' : 'wrong';
  } finally {
    clearTimeout(late);
  }
}

/** Its process, if it still is one: a number that was left behind may be another program's by now. */
function pidOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8').trim());
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    return name === 'dnsmasq' ? pid : undefined;
  } catch {
    return undefined;
  }
}

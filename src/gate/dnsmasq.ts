import { promises as dns } from 'node:dns';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { NetworkState } from '../domain/gate.ts';
import { DHCP_OPTIONS_FILE, renderDhcpOptions } from '../domain/rules/dhcp-options.ts';
import { RUN } from '../domain/rules/names.ts';
import type { Upkeep } from './upkeep.ts';

/** An answer out of its own file takes a millisecond; a crowd at the barrier may make it a hundred. */
const ANSWER_MS = 1000;
/** So many without an answer are no accident. */
const QUESTIONS = 2;

/** The DHCP and DNS server beside us, run by the system as the same user, so that we may signal it. */
export interface Dnsmasq extends Upkeep {
  /** Makes it forget what it has cached, which fills an empty garden again, and read its options anew. */
  reload(): void;
  /** Makes DHCP tell clients of the RFC 8908 API, or of none; nothing is done where it does already. */
  offer(api: NetworkState['api']): void;
}

/**
 * Asks for the portal's own name, and ends a dnsmasq that has stopped answering: the system starts it again, as it does by
 * itself with one that has died.
 */
export function createDnsmasq(checkpoint: Checkpoint, pidFile = `${RUN}/dnsmasq.pid`): Dnsmasq {
  const signal = (name: 'SIGHUP' | 'SIGKILL') => {
    const pid = pidOf(pidFile);
    if (pid !== undefined) process.kill(pid, name);
  };
  let wasMute = false;
  let offered: NetworkState['api'] | undefined;
  return {
    name: 'dnsmasq',
    reload: () => signal('SIGHUP'),
    offer(api) {
      if (!checkpoint.tls || api === offered) return;
      // In one step: dnsmasq may be starting at this moment.
      writeFileSync(`${DHCP_OPTIONS_FILE}.new`, renderDhcpOptions(checkpoint, api));
      renameSync(`${DHCP_OPTIONS_FILE}.new`, DHCP_OPTIONS_FILE);
      signal('SIGHUP');
      offered = api;
    },
    async keep() {
      for (let question = 0; question < QUESTIONS; question++) {
        if (!(await answers(checkpoint.guest))) continue;
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

async function answers({ address, portalName }: Checkpoint['guest']): Promise<boolean> {
  const resolver = new dns.Resolver({ timeout: ANSWER_MS, tries: 1 });
  resolver.setServers([address]);
  try {
    return (await resolver.resolve4(portalName)).includes(address);
  } catch {
    return false;
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

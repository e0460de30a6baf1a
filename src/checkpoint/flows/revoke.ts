import type { Mac } from '../../domain/mac.ts';
import type { Gate } from '../ports.ts';
import type { Allowance } from './allowance.ts';
import type { SelfTests } from './self-tests.ts';
import type { Sessions } from './sessions.ts';

interface RevokeParts {
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly allowance: Allowance;
  readonly selfTests: Pick<SelfTests, 'covers'>;
}

/**
 * Ends sessions before their time: one client's, or everybody's. Resolves to how many there were. The kernel stops a running
 * download within a few packets; the client meets the guide again and may tap again.
 */
export function createRevoke({ gate, sessions, allowance, selfTests }: RevokeParts) {
  const end = async (mac: Mac) => {
    await gate.revoke(mac);
    sessions.end(mac);
    if (!selfTests.covers(mac)) allowance.begin(mac, 0);
  };
  return async (whom: Mac | 'all'): Promise<number> => {
    const running = (await gate.list()).map(({ mac }) => mac);
    const ending = whom === 'all' ? running : running.filter((mac) => mac === whom);
    await Promise.all(ending.map(end));
    return ending.length;
  };
}

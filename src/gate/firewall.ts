import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Grant } from '../domain/gate.ts';
import type { Mac } from '../domain/mac.ts';
import { renderNftables } from '../domain/rules/nftables/ruleset.ts';
import type { Situation } from '../domain/rules/nftables/situation.ts';
import { createQueue } from '../platform/queue.ts';
import type { Grants } from './grants.ts';
import type { Nft } from './nft.ts';
import type { Upkeep } from './upkeep.ts';

/** Our table in the kernel as it should be, and the clients in it. */
export interface Firewall extends Upkeep {
  /** Loads the rules and lets in again whom an earlier run let in. @throws {GateError} */
  start(): Promise<void>;
  grant(mac: Mac, seconds: number): Promise<void>;
  revoke(mac: Mac): Promise<void>;
  list(): Promise<readonly Grant[]>;
  /** Makes the rules follow; nothing is done where they do already. */
  follow(state: Followed): Promise<void>;
}

/** What the rules follow. */
type Followed = Partial<Pick<Situation, 'uplink' | 'shaping' | 'near'>>;

interface FirewallParts {
  readonly checkpoint: Checkpoint;
  readonly nft: Nft;
  readonly grants: Grants;
  /** Told when the table may have been made anew, and with it the walled garden, which is empty until DNS has filled it again. */
  readonly onNewTable: () => void;
}

/** To list 2,000 clients takes twice as long as all the rules. */
const LOOKS_A_LIST = 2;

export function createFirewall(parts: FirewallParts): Firewall {
  const { nft, grants } = parts;
  const inTurn = createQueue();
  const table = createTable(parts);
  let look = 0;
  return {
    name: 'firewall',
    everyMs: 1500,
    start: () =>
      inTurn(async () => {
        await table.load(grants.running());
        for (const { mac, seconds } of await nft.list()) grants.put(mac, seconds);
        // The table may be new, as after a flush while no gate ran.
        parts.onNewTable();
      }),
    async grant(mac, seconds) {
      await nft.grant(mac, seconds);
      grants.put(mac, seconds);
    },
    async revoke(mac) {
      grants.drop(mac);
      await nft.revoke(mac);
    },
    list: nft.list,
    follow: (state) => inTurn(() => table.follow(state)),
    keep: () =>
      inTurn(async () => {
        look += 1;
        return (await table.mend()) ?? (look % LOOKS_A_LIST === 0 ? bringBack(nft, grants) : undefined);
      }),
  };
}

function createTable({ checkpoint, nft, grants, onNewTable }: FirewallParts) {
  let situation: Situation = { door: 'closed', uplink: 'up', near: [], shaping: 'none' };
  let loaded: string | undefined;
  const load = async (lost: readonly Grant[]) => {
    // Should it fail, the next look finds rules that are not the ones wanted, and tries again.
    loaded = undefined;
    await nft.load(renderNftables(checkpoint, situation), lost);
    loaded = await nft.rules();
    // Revoked while the rules were on their way, and let in again by them.
    await Promise.all(lost.filter(({ mac }) => !grants.has(mac)).map(({ mac }) => nft.revoke(mac)));
  };
  return {
    load,
    async follow(state: Followed) {
      const next = { ...situation, ...state };
      if (JSON.stringify(next) === JSON.stringify(situation)) return;
      situation = next;
      await load([]);
    },
    async mend(): Promise<string | undefined> {
      const found = await nft.rules();
      if (found !== undefined && found === loaded) return undefined;
      await load(grants.running());
      // Changed rules may be those of a table that was flushed and loaded again between two looks.
      onNewTable();
      return found === undefined ? 'our table was gone' : 'our rules had been changed';
    },
  };
}

/** Who should be let through is asked before the kernel is, so that a client of this very moment is not taken for lost. */
async function bringBack(nft: Nft, grants: Grants): Promise<string | undefined> {
  const expected = grants.running();
  if (expected.length === 0) return undefined;
  const present = new Set((await nft.list()).map(({ mac }) => mac));
  const lost = expected.filter(({ mac }) => !present.has(mac) && grants.has(mac));
  await Promise.all(lost.map(({ mac, seconds }) => nft.grant(mac, seconds)));
  return lost.length === 0 ? undefined : `${lost.length} accepted clients were missing`;
}

import type { FoldRule } from '../../domain/fold.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Folding, Tokens } from '../ports.ts';
import { createFolding } from './folding.ts';
import { createLedger, type SqliteLedger } from './ledger.ts';
import { createWaiting } from './ledger-waiting.ts';
import { openStore, type Store, storeInMemory } from './store.ts';
import { createTokens } from './tokens.ts';

export interface StorageParts {
  readonly directory: string;
  /** The kernel's own random id of this start of the machine. */
  readonly bootId: string;
  /** How the feed folds small cells from now on. */
  readonly rule: FoldRule;
  readonly clock: Clock;
  readonly log: Log;
}

/** A database, and what is made for it. */
interface Used {
  readonly store: Store;
  readonly ledger: SqliteLedger;
  readonly tokens: Tokens;
  readonly folding: Folding;
}

export type Shelf = ReturnType<typeof createShelf>;

/** The database in use, which another one may replace; what waits to be written waits for whichever it is. */
export function createShelf(parts: StorageParts) {
  const waiting = createWaiting();
  // Statements of better-sqlite3 must never be garbage (platform/sqlite.ts).
  const former: (Used | Store)[] = [];
  const make = (store: Store, isFirst: boolean): Used => {
    const [folding, tokens] = [
      createFolding(store.database, parts.rule),
      createTokens({ ...parts, ...store }),
    ];
    // The last, as it takes an end by a power cut into what waits: were it made again after that, it would count it twice.
    return { store, folding, tokens, ledger: createLedger({ ...parts, ...store, waiting, isFirst }) };
  };
  const use = (store: Store, isFirst: boolean): Used => {
    try {
      return make(store, isFirst);
    } catch (error) {
      former.push(store);
      // Else it would keep the next try out.
      store.database.close();
      return make(storeInMemory(parts.directory, error, parts.log), isFirst);
    }
  };
  let used = use(openStore(parts.directory, parts.log), true);
  const { lastEnding } = used.ledger;
  return {
    used: () => used,
    /** Of the run before this one. */
    lastEnding,
    /** The ledger of before writes nothing any more. A database that fails in this very moment is closed: one in memory takes its place. */
    replace(store: Store) {
      const next = use(store, false);
      used.ledger.stop();
      former.push(used);
      used = next;
    },
    forgetWaiting: waiting.clear,
  };
}

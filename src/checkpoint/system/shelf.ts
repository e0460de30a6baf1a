import type { FoldRule } from '../../domain/fold.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Folding, Tokens } from '../ports.ts';
import { createFolding } from './folding.ts';
import { createLedger, type SqliteLedger } from './ledger.ts';
import { createWaiting } from './ledger-waiting.ts';
import { openStore, type Store } from './store.ts';
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
  const use = (store: Store, isFirst: boolean): Used => {
    const ledger = createLedger({ ...parts, ...store, waiting, isFirst });
    const folding = createFolding(store.database, { rule: parts.rule, lastSeq: ledger.lastSeq() });
    return { store, ledger, tokens: createTokens({ ...parts, ...store }), folding };
  };
  let used = use(openStore(parts.directory, parts.log), true);
  const { lastEnding } = used.ledger;
  // Statements of better-sqlite3 must never be garbage (platform/sqlite.ts).
  const former: Used[] = [];
  return {
    used: () => used,
    /** Of the run before this one. */
    lastEnding,
    /** The ledger of before writes nothing any more. */
    replace(store: Store) {
      used.ledger.stop();
      former.push(used);
      used = use(store, false);
    },
    forgetWaiting: waiting.clear,
  };
}

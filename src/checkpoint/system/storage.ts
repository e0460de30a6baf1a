import { join } from 'node:path';
import type { Ending } from '../../domain/ending.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { Eraser, Folding, Ledger, Salvage, Tokens } from '../ports.ts';
import { eraseFile, eraseIn, heldIn, newerIn } from './erase.ts';
import { createHealing } from './healing.ts';
import { createSalvage, damagedIn } from './salvage.ts';
import { createShelf, type Shelf, type StorageParts } from './shelf.ts';

export interface Storage {
  readonly ledger: Ledger;
  readonly tokens: Tokens;
  readonly folding: Folding;
  readonly salvage: Salvage;
  readonly eraser: Eraser;
  /** The one in use now. */
  database(): Sqlite;
  /** Finds the disk again after it has failed; to be called every few seconds. */
  heal(): void;
}

/** What the portal keeps, in a database that may be replaced while it runs. */
export function createStorage(parts: StorageParts): Storage {
  const shelf = createShelf(parts);
  const healing = createHealing({ ...parts, shelf });
  const onDisk = () => (shelf.used().store.fault === undefined ? shelf.used().ledger : undefined);
  return {
    ledger: ledgerOf(() => shelf.used().ledger, shelf.lastEnding),
    folding: { ruleOf: (seq) => shelf.used().folding.ruleOf(seq) },
    tokens: tokensOf(() => shelf.used().tokens),
    salvage: createSalvage({ ...parts, target: onDisk }),
    eraser: createEraser(parts.directory, shelf, healing.forget),
    database: () => shelf.used().store.database,
    heal: healing.heal,
  };
}

function createEraser(
  directory: string,
  { used, replace, forgetWaiting }: Shelf,
  forgetOwed: () => void,
): Eraser {
  const files = () => [...newerIn(directory), ...[...damagedIn(directory)].reverse()];
  return {
    held() {
      used().ledger.sync();
      return { ...heldIn(used().store.database), files: files() };
    },
    async erase() {
      // The file last: by its name the others are found, should this be cut short.
      for (const file of files())
        for (const end of ['-wal', '-shm', '']) await eraseFile(join(directory, file + end));
      const { store } = used();
      try {
        forgetWaiting();
        forgetOwed();
        eraseIn(store.database);
      } finally {
        replace(store);
      }
    },
  };
}

/** Whichever ledger it is now. */
function ledgerOf(used: () => Ledger, lastEnding: Ending): Ledger {
  return {
    record: (tallies) => used().record(tallies),
    note: (tallies) => used().note(tallies),
    sync: (waitingMs) => used().sync(waitingMs),
    each: (...asked) => used().each(...asked),
    firstHour: () => used().firstHour(),
    get id() {
      return used().id;
    },
    changes: (asked) => used().changes(asked),
    lastSeq: () => used().lastSeq(),
    pending: (asked) => used().pending(asked),
    vouchedHour: () => used().vouchedHour(),
    lastEnding,
    powerCuts: () => used().powerCuts(),
    forget: (before) => used().forget(before),
    fault: () => used().fault(),
    close: () => used().close(),
  };
}

function tokensOf(used: () => Tokens): Tokens {
  return {
    create: (name) => used().create(name),
    list: () => used().list(),
    revoke: (id) => used().revoke(id),
    accepts: (token) => used().accepts(token),
    idOf: (token) => used().idOf(token),
    has: (id) => used().has(id),
  };
}

import type { Log } from '../../platform/log.ts';
import { isBusy, isDamaged, setAside } from '../../platform/sqlite.ts';
import { takesFiles } from '../../platform/takes-files.ts';
import type { SqliteLedger } from './ledger.ts';
import type { Shelf } from './shelf.ts';
import { openStore } from './store.ts';
import { type Holdings, NOTHING } from './take-over.ts';

/**
 * Begins anew where that may help: on the disk, when it could not be used before; in a new file, when the present one was found
 * damaged; on the same path, when the disk takes files again but not what is open, as after a card was mounted anew. What the disk
 * may not have and what waits goes along.
 * @returns `heal`, a round of it, to be called every few seconds; `forget`, which drops the counters that the present ledger has not
 * taken yet of those before it
 */
export function createHealing({ directory, shelf, log }: { directory: string; shelf: Shelf; log: Log }) {
  let faultyRounds = 0;
  /** Of ledgers of before, what the present one has not taken yet. */
  let owed: readonly Holdings[] = [];
  const payOff = () => {
    const { ledger } = shelf.used();
    if (owed.length > 0 && ledger.write(() => void owed.forEach(ledger.pages.takeOver))) owed = [];
  };
  const beginAnew = () => {
    const { ledger, store } = shelf.used();
    const damaged = isDamaged(ledger.error());
    // What is damaged is not believed: it is saved as any other damaged ledger is.
    if (!damaged) owed = [...owed, unsafeOf(ledger)];
    if (damaged) setAside(store.database.name, log, ledger.error());
    // Before another one is opened: SQLite may delete the log of this path.
    store.database.close();
    shelf.replace(openStore(directory, log));
    payOff();
    if (shelf.used().store.fault === undefined)
      log.info('the ledger is begun anew on the disk, with what waited');
  };
  const heal = () => {
    const { ledger, store } = shelf.used();
    if (!store.database.open || !store.mayHeal) return;
    payOff();
    // One that works is synced when it is due.
    if (ledger.fault() !== undefined) ledger.sync();
    faultyRounds = ledger.fault() === undefined || isBusy(ledger.error()) ? 0 : faultyRounds + 1;
    if (isDue(faultyRounds) && takesFiles(directory)) beginAnew();
  };
  const forget = () => {
    owed = owed.map(({ tokens }) => ({ ...NOTHING, tokens }));
  };
  return { heal, forget };
}

/** Of rounds in a row in which the disk does not take counters: soon, and then now and then, as each try writes. */
function isDue(round: number): boolean {
  return round === 2 || round === 4 || (round > 0 && round % 12 === 0);
}

/** Nothing, where it cannot be read either. */
function unsafeOf(ledger: SqliteLedger): Holdings {
  try {
    return ledger.unsafe();
  } catch {
    return NOTHING;
  }
}

import { isKnown } from '../../domain/clock.ts';
import type { Ending } from '../../domain/ending.ts';
import type { Tally } from '../../domain/tally.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { Ledger } from '../ports.ts';
import type { Now } from './floating-table.ts';
import { createLedgerDisk } from './ledger-disk.ts';
import { createLedgerPages, type LedgerPages } from './ledger-pages.ts';
import { createWaiting, type Waiting } from './ledger-waiting.ts';
import { createRunMark } from './run-mark.ts';
import { holdingsIn } from './store-holdings.ts';
import type { Holdings } from './take-over.ts';

export interface LedgerParts {
  readonly database: Sqlite;
  /** Why the database is not on the disk, where it is not. */
  readonly fault?: string | undefined;
  /** The kernel's own random id of this start of the machine. */
  readonly bootId: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Counters that another database did not take. */
  readonly waiting?: Waiting | undefined;
  /** Whether this run begins with it; else its own mark may stand there. */
  readonly isFirst?: boolean;
}

/** The ledger in one database. */
export interface SqliteLedger extends Ledger {
  readonly pages: LedgerPages;
  /** Does it in a transaction, all or nothing; whether it is done. */
  write(work: () => void): boolean;
  /** From here on it writes nothing, as another one has its database. */
  stop(): void;
  /** What the kernel has and the disk may not: another database takes it over. */
  unsafe(): Holdings;
  /** The fault's own error, where one is why the disk does not take counters now. */
  error(): unknown;
}

/** How far apart transactions are under load: each costs the card 4 kB or more, and one phone can ask 2,000 times a second. */
const FLUSH_MS = 20;

/** What a phone asks for next, as the guide after its arrival, comes by then, and is one transaction with it. */
const NOTE_MS = 100;

/**
 * The ledger in SQLite. What comes within a fiftieth of a second is written in one transaction: a crowd costs hardly more than one
 * phone, and each of them is answered only after its tally is written. While nobody vouches for the clock, counters float, and find
 * their hours with the first write after somebody does.
 */
export function createLedger(parts: LedgerParts): SqliteLedger {
  const { database, clock, waiting = createWaiting(), isFirst = true } = parts;
  const [disk, pages] = [createLedgerDisk(parts), createLedgerPages(parts)];
  const { lastEnding, ...mark } = createRunMark(parts);
  const now = () => readClocks(clock);
  const write = () => {
    if (disk.write(() => [mark.set(), pages.write(waiting, now())])) waiting.clear();
  };
  const flush = () => {
    if (!waiting.isEmpty() || isKnown(clock.quality())) write();
  };
  if (lastEnding === 'power-cut') pages.skipAhead();
  let safeSeq = pages.lastSeq();
  const sync = (waitingMs = 0) => {
    if (disk.waitingMs() < waitingMs) return;
    flush();
    if (disk.sync() && disk.fault() === undefined) safeSeq = pages.lastSeq();
  };
  if (isFirst || lastEnding !== 'crash') waiting.take(tallyEnding(lastEnding, parts.log), now());
  write();
  disk.sync(); // The mark comes before any tally that a power cut could take away.
  return {
    ...counting({ waiting, flush, now }),
    ...reading({ pages, waiting, now, read: disk.read }),
    ...{ ...disk, pages, sync, lastEnding },
    unsafe: () => holdingsIn(database, database.memory ? 0 : safeSeq),
    changes(asked) {
      sync();
      giveNothingOf(disk.fault());
      return disk.read(() => pages.changes(asked));
    },
    forget: (before) => void disk.write(() => pages.forget(before)),
    fault: () => parts.fault ?? disk.fault(),
    close() {
      sync();
      if (waiting.isEmpty()) disk.write(mark.clear);
      database.close();
    },
  };
}

function giveNothingOf(fault: string | undefined): void {
  if (fault !== undefined) throw new Error(`what is not on the disk is not given away: ${fault}`);
}

/** Tells the log of an end that was none; what there is to count of it. */
function tallyEnding(ending: Ending, log: Log): readonly Tally[] {
  if (ending === 'crash') log.warn('the last run was killed or fell; all that it acknowledged is there');
  if (ending !== 'power-cut') return [];
  log.warn('the power was cut: up to five seconds of counts from before that may be missing');
  return [{ metric: 'power_cut', parts: {} }];
}

interface CountingParts {
  readonly waiting: Waiting;
  readonly flush: () => void;
  readonly now: () => Now;
}

function counting({ waiting, flush, now }: CountingParts): Pick<Ledger, 'record' | 'note'> {
  const flushSoon = atMostEvery(FLUSH_MS, flush);
  return {
    record(tallies) {
      waiting.take(tallies, now());
      return flushSoon();
    },
    note(tallies) {
      waiting.take(tallies, now());
      setTimeout(flush, NOTE_MS).unref();
    },
  };
}

interface ReadingParts {
  readonly pages: ReturnType<typeof createLedgerPages>;
  readonly waiting: Waiting;
  readonly now: () => Now;
  readonly read: <T>(work: () => T) => T;
}

function reading({
  pages,
  waiting,
  now,
  read,
}: ReadingParts): Pick<
  Ledger,
  'id' | 'lastSeq' | 'vouchedHour' | 'pending' | 'each' | 'firstHour' | 'powerCuts'
> {
  return {
    id: pages.id,
    lastSeq: pages.lastSeq,
    vouchedHour: () => read(pages.vouchedHour),
    pending: pages.pending,
    each(firstHour, endHour, visit) {
      read(() => pages.each(now(), { first: firstHour, end: endHour }, visit));
      for (const bucket of waiting.placed(now()))
        if (bucket.hour >= firstHour && bucket.hour < endHour) visit(bucket);
    },
    firstHour: () => read(() => pages.firstHour(now())),
    powerCuts: () => read(() => pages.powerCuts(now())),
  };
}

function readClocks(clock: Clock): Now {
  return { epochMs: clock.epochMs(), monotonicMs: clock.monotonicMs(), quality: clock.quality() };
}

/**
 * Does the work at the end of this turn of the event loop, or when `ms` have passed since it was last done: once for all who
 * ask until then, and tells them all.
 */
function atMostEvery(ms: number, work: () => void): () => Promise<void> {
  let next: Promise<void> | undefined;
  let lastMs = -ms;
  return () => {
    next ??= new Promise((resolve) => {
      const done = () => {
        next = undefined;
        lastMs = performance.now();
        work();
        resolve();
      };
      const waitMs = lastMs + ms - performance.now();
      if (waitMs <= 0) setImmediate(done);
      else setTimeout(done, waitMs);
    });
    return next;
  };
}

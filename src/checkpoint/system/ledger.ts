import { isKnown } from '../../domain/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { Ledger } from '../ports.ts';
import type { Now } from './floating-table.ts';
import { createLedgerDisk } from './ledger-disk.ts';
import { createLedgerPages } from './ledger-pages.ts';
import { createWaiting, type Waiting } from './ledger-waiting.ts';

export interface LedgerParts {
  readonly database: Sqlite;
  /** Why the database is not on the disk, where it is not. */
  readonly fault?: string | undefined;
  /** The kernel's own random id of this start of the machine. */
  readonly bootId: string;
  readonly clock: Clock;
  readonly log: Log;
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
export function createLedger(parts: LedgerParts): Ledger {
  const { database, clock } = parts;
  const disk = createLedgerDisk(parts);
  const pages = createLedgerPages(parts);
  const waiting = createWaiting();
  const flush = () => {
    const now = readClocks(clock);
    if (waiting.isEmpty() && !isKnown(now.quality)) return;
    if (disk.write(() => pages.write(waiting, now))) waiting.clear();
  };
  const flushSoon = atMostEvery(FLUSH_MS, flush);
  const sync = () => {
    flush();
    disk.sync();
  };
  return {
    record(tallies) {
      waiting.take(tallies, readClocks(clock));
      return flushSoon();
    },
    note(tallies) {
      waiting.take(tallies, readClocks(clock));
      setTimeout(flush, NOTE_MS).unref();
    },
    sync,
    ...reading({ pages, waiting, now: () => readClocks(clock) }),
    changes(asked) {
      sync();
      const fault = disk.fault();
      if (fault !== undefined) throw new Error(`what is not on the disk is not given away: ${fault}`);
      return pages.changes(asked);
    },
    forget: (before) => void disk.write(() => pages.forget(before)),
    fault: () => parts.fault ?? disk.fault(),
    close() {
      sync();
      database.close();
    },
  };
}

interface ReadingParts {
  readonly pages: ReturnType<typeof createLedgerPages>;
  readonly waiting: Waiting;
  readonly now: () => Now;
}

function reading({
  pages,
  waiting,
  now,
}: ReadingParts): Pick<Ledger, 'id' | 'lastSeq' | 'each' | 'firstHour' | 'vouchedHour' | 'changedSince'> {
  return {
    id: pages.id,
    lastSeq: pages.lastSeq,
    vouchedHour: pages.vouchedHour,
    changedSince: pages.changedSince,
    each(firstHour, endHour, visit) {
      pages.each(now(), { first: firstHour, end: endHour }, visit);
      for (const bucket of waiting.placed(now()))
        if (bucket.hour >= firstHour && bucket.hour < endHour) visit(bucket);
    },
    firstHour: () => pages.firstHour(now()),
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

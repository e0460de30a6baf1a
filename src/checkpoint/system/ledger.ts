import { hourOf } from '../../domain/clock.ts';
import { createSums } from '../../domain/sums.ts';
import { countersOf } from '../../domain/tally.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Sqlite } from '../../platform/sqlite.ts';
import type { Ledger } from '../ports.ts';
import { createBucketTable } from './bucket-table.ts';

/** How long the card may lag behind the kernel: what a power cut can cost. */
const SYNC_MS = 5000;

export interface LedgerParts {
  readonly database: Sqlite;
  /** Why the database is not on the disk, where it is not. */
  readonly fault?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The ledger in SQLite. What arrives during one turn of the event loop is written in one transaction: a crowd costs hardly
 * more than one phone, and each of them is answered only after its tally is written.
 */
export function createLedger(parts: LedgerParts): Ledger {
  const { database, clock } = parts;
  const table = createBucketTable(parts);
  const waiting = createSums();
  const flush = () => {
    if (table.add(waiting.buckets())) waiting.clear();
  };
  const flushAfterThisTurn = onceATurn(flush);
  const timer = setInterval(() => {
    flush();
    table.sync();
  }, SYNC_MS).unref();

  return {
    record(tallies) {
      const hour = hourOf(clock.epochMs());
      for (const tally of tallies) {
        for (const by of countersOf(tally)) waiting.add({ hour, metric: tally.metric, by, n: 1 });
      }
      return flushAfterThisTurn();
    },
    read(firstHour, endHour) {
      const sums = createSums();
      const unwritten = waiting.buckets().filter(({ hour }) => hour >= firstHour && hour < endHour);
      for (const bucket of [...table.read(firstHour, endHour), ...unwritten]) sums.add(bucket);
      return sums.buckets();
    },
    span: table.span,
    fault: () => parts.fault ?? table.fault(),
    close() {
      clearInterval(timer);
      flush();
      table.sync();
      database.close();
    },
  };
}

/** Does the work once for all who ask during one turn of the event loop, and tells them all. */
function onceATurn(work: () => void): () => Promise<void> {
  let turn: Promise<void> | undefined;
  return () => {
    turn ??= new Promise((resolve) => {
      setImmediate(() => {
        turn = undefined;
        work();
        resolve();
      });
    });
    return turn;
  };
}

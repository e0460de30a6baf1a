import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { hourOf } from '../../domain/clock.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Damage, Salvage } from '../ports.ts';
import { holdingsOf } from './damaged-ledger.ts';
import type { SqliteLedger } from './ledger.ts';
import { LEDGER_FILE } from './store.ts';

export interface SalvageParts {
  readonly directory: string;
  /** What takes over: one that heals is another one later; undefined while none is on the disk. */
  readonly target: () => SqliteLedger | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** So many times as long as a part of some milliseconds took, travelers are served before the next one. */
const PAUSES = 4;

/** Some 600 kB: what is synced, and then brought into the database, at one go is what travelers wait for. */
const PARTS_A_SYNC = 10;

/**
 * Brings what can be read of damaged ledgers into the present one. What is in it already changes nothing, so it may be killed at
 * any moment and begins again at the next start; what is done is remembered by the ledger that has it.
 */
export function createSalvage({ directory, target, clock, log }: SalvageParts): Salvage {
  const save = async (file: string, ledger: SqliteLedger) => {
    const { salvage, takeOver } = ledger.pages;
    const write = (work: () => void) => {
      if (target() !== ledger || !ledger.write(work))
        throw new Error(`the ledger does not take it: ${ledger.fault() ?? 'it was closed'}`);
    };
    const hour = clock.quality() === 'ntp' ? hourOf(clock.epochMs()) : null;
    write(() => salvage.begin(file, hour));
    let parts = 0;
    for await (const held of holdingsOf(join(directory, file))) {
      const startMs = performance.now();
      write(() => salvage.add(file, takeOver(held)));
      parts += 1;
      if (parts % PARTS_A_SYNC === 0) ledger.sync();
      await setTimeout(PAUSES * (performance.now() - startMs), undefined, { ref: false });
    }
    write(() => salvage.finish(file));
    const { counters, tokens } = salvage.find(file) ?? {};
    log.warn(`${counters} counters and ${tokens} tokens were saved from ${file}, which stays where it is`);
  };
  return {
    async run() {
      const ledger = target();
      if (!ledger) return;
      giveUpLost(ledger, { directory, log });
      // The latest first: boots of each one lie before those of all that came after it.
      for (const file of damagedIn(directory))
        if (ledger.pages.salvage.find(file)?.done !== 1) await save(file, ledger);
    },
    damage: () =>
      damagedIn(directory).map((file): Damage => {
        const { hour, counters = 0, tokens = 0, done } = target()?.pages.salvage.find(file) ?? {};
        return { file, hour: hour ?? undefined, counters, tokens, isDone: done === 1 };
      }),
  };
}

/** Who removes a damaged file before it was saved has done with it: the feed must not wait for it for ever. */
function giveUpLost(ledger: SqliteLedger, { directory, log }: Pick<SalvageParts, 'directory' | 'log'>): void {
  // Not `damagedIn`, which takes a folder that cannot be read for an empty one.
  const there = readdirSync(directory);
  const lost = ledger.pages.salvage.openFiles().filter((file) => !there.includes(file));
  for (const file of lost) {
    ledger.write(() => ledger.pages.salvage.finish(file));
    log.warn(`${file} was taken away before all was saved from it`);
  }
}

/** `ledger.db.damaged-2`, `ledger.db.damaged-1`; none where the folder cannot be read. */
export function damagedIn(directory: string): readonly string[] {
  const start = `${LEDGER_FILE}.damaged-`;
  const numberOf = (file: string) => Number(file.slice(start.length));
  try {
    return readdirSync(directory)
      .filter((file) => file.startsWith(start) && Number.isInteger(numberOf(file)))
      .sort((a, b) => numberOf(b) - numberOf(a));
  } catch {
    return [];
  }
}

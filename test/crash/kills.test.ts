import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { startVictim, type Victim } from './portal.ts';
import { createRandom } from './random.ts';

const KILLS = Number(process.env.KILLS ?? 15);
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const PORT = 18_284;
/** Taps under way at any time. */
const AT_ONCE = 8;
/** From the first tap on; some thirty are answered by then. */
const LIVES_MS_AT_MOST = 60;

test(
  'killed at any moment under a load of taps, it has each acknowledged session, once',
  async () => {
    const folder = temporaryFolder();
    const random = createRandom(SEED);
    let phones = 0;
    let sessions = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const victim = await startVictim(folder, PORT);
      const load = createLoad(victim, () => phones++);
      await load.firstAnswer;
      await setTimeout(random() * LIVES_MS_AT_MOST);
      await victim.kill();
      const { acknowledged, asked } = await load.end();
      const { integrity, total } = look(folder);
      const told = `kill ${kill}, seed ${SEED}`;
      expect(integrity, told).toBe('ok');
      expect(total - sessions, told).toBeGreaterThanOrEqual(acknowledged);
      expect(total - sessions, told).toBeLessThanOrEqual(asked);
      sessions = total;
    }
    process.stdout.write(`  ${KILLS} kills (seed ${SEED}): ${sessions} sessions of ${phones} taps\n`);
    expect(sessions).toBeGreaterThan(KILLS);
  },
  KILLS * 4000,
);

/** Phones that tap one after the other, some at once, until nobody answers. */
function createLoad(victim: Victim, nextPhone: () => number) {
  let [acknowledged, asked] = [0, 0];
  let answered = () => {};
  const firstAnswer = new Promise<void>((resolve) => {
    answered = resolve;
  });
  const lane = async () => {
    for (;;) {
      asked += 1;
      if (!(await victim.tap(nextPhone()))) return;
      acknowledged += 1;
      answered();
    }
  };
  const lanes = Array.from({ length: AT_ONCE }, lane);
  return {
    firstAnswer,
    async end() {
      await Promise.all(lanes);
      return { acknowledged, asked };
    },
  };
}

/** What the next start finds. */
function look(folder: string): { integrity: unknown; total: number } {
  const database = new Database(join(folder, 'ledger.db'));
  const integrity = database.pragma('integrity_check', { simple: true });
  const each = `select coalesce(sum(n), 0) as n from`;
  const session = `where metric = 'session' and by glob 'language=*'`;
  const counted = database.prepare(
    `select (${each} bucket ${session}) + (${each} floating ${session}) as total`,
  );
  const total = counted.pluck().get() as number;
  database.close();
  return { integrity, total };
}

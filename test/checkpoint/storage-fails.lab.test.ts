import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { cli } from '../cli/cli.ts';
import { brokenCard, type FailingDisk, fullDisk, lateCard, readOnlyCard } from './failing-disk.ts';
import { startTrial } from './trial.ts';

/** What is found again by itself is found within this: the disk is tried soon, and then each minute. */
const RECOVERY = { timeout: 40_000, interval: 200 };

const DISKS: readonly { readonly name: string; readonly make: () => FailingDisk; readonly words: RegExp }[] =
  [
    { name: 'is full', make: fullDisk, words: /full/ },
    { name: 'gives I/O errors', make: brokenCard, words: /I\/O error|disk is full|no space|EIO/i },
    { name: 'has become read-only', make: readOnlyCard, words: /I\/O error|read-?only|EROFS/i },
  ];

/** The kernel's own faults, on disks of this test's own; root's. */
describe('while the disk', () => {
  test.for(DISKS)(
    '$name, travelers get through, figures wait, and all is told; then it heals',
    async ({ make, words }) => {
      const disk = make();
      const trial = await startTrial({ storage: disk.folder });
      for (let n = 0; n < 20; n++) await tap(trial);
      disk.fail();
      // Enough for any room that is left in blocks that files have already.
      for (let n = 0; n < 150; n++) {
        await tap(trial);
        if (n % 10 === 0) trial.clock.pass(3_600_000);
      }
      await expect.poll(async () => (await health(trial)).status, RECOVERY).toBe(503);
      const { body } = await health(trial);
      expect(body).toMatchObject({
        ok: false,
        ledger: expect.stringMatching(words),
        hint: expect.stringContaining('storage.directory'),
      });
      const { status, stdout } = await look(trial);
      expect([status, stdout]).toEqual([1, expect.stringMatching(/Remedy: give storage.directory room/)]);
      expect(await taps(trial)).toBe(170);

      disk.mend();
      await expect.poll(async () => (await health(trial)).status, RECOVERY).toBe(200);
      await tap(trial);
      expect(await taps(trial)).toBe(171);
      expect((await look(trial)).status).toBe(0);
      await trial.stop();
      const again = await startTrial({ storage: disk.folder });
      expect(await taps(again)).toBe(171);
    },
  );

  test('cannot be used at the start, all is kept in memory, tokens too, and goes to the disk when it is there', async () => {
    const disk = lateCard();
    const trial = await startTrial({ storage: disk.folder });
    for (let n = 0; n < 3; n++) await tap(trial);
    expect((await health(trial)).body).toMatchObject({
      ok: false,
      ledger: expect.stringMatching(/EROFS|read-only/),
    });
    disk.mend();
    // The checkpoint's key stays one of this run: only a start makes another.
    await expect.poll(async () => (await health(trial)).body.ledger, RECOVERY).toBe('ok');
    await tap(trial);
    // By the token of before.
    expect(await taps(trial)).toBe(4);
    await trial.stop();
    const again = await startTrial({ storage: disk.folder });
    expect(await taps({ ...again, token: trial.token })).toBe(4);
  });
});

type Trial = Awaited<ReturnType<typeof startTrial>>;

async function tap({ portal }: Trial): Promise<void> {
  await request(portal).post('/accept').expect(303);
}

function health({ report }: Trial) {
  return request(report).get('/healthz').set('Accept-Language', 'en');
}

async function look({ folder, toml }: Trial) {
  const config = join(folder, 'checkpoint.toml');
  writeFileSync(config, toml);
  return await cli(['status', '--config', config, '--lang', 'en']);
}

/** All taps, the first ones and the renewals. */
async function taps({ report, token }: Pick<Trial, 'report' | 'token'>): Promise<number> {
  const answer = await request(report)
    .get('/api/v1/counts?from=2021-02-01&to=2021-02-28&by=month')
    .auth(token, { type: 'bearer' })
    .expect(200);
  return answer.body.totals.session + answer.body.totals.renewed;
}

import { describe, expect, test } from 'vitest';
import { createLinkWatch } from '../../src/checkpoint/flows/link-watch.ts';
import type { Destination } from '../../src/domain/destination.ts';
import type { LinkAnswer } from '../../src/domain/link.ts';
import { createMemoryLog, createTestClock } from '../doubles.ts';
import { catalog, exampleCheckpoint } from '../example.ts';

const LIVES: LinkAnswer = { status: 200 };
const GONE: LinkAnswer = { status: 404 };

describe('the watch of the destinations', () => {
  test('asks each of them once within the first minute, one after the other, then every half hour', async () => {
    const { asked, pass } = scene();
    await pass(60);
    expect(asked.map(({ url, second }) => [new URL(url).hostname, second])).toEqual([
      ['tokhaiyte.vn', 10],
      ['bluezone.gov.vn', 20],
    ]);
    await pass(30 * 60);
    expect(asked.map(({ second }) => second)).toEqual([10, 20, 1810, 1820]);
  });

  test('asks an address once that two destinations share, and knows both by it', async () => {
    const { asked, pass, watch, answers } = scene(['tokhaiyte', 'vietnam-health-declaration']);
    answers.set('tokhaiyte.vn', GONE);
    await pass(10 * 60);
    expect(asked).toHaveLength(3);
    expect(watch.view().map(({ state }) => state)).toEqual(['dead', 'dead']);
  });

  test('says a death and a return once, with the host and no more, and has the pages made anew', async () => {
    const { pass, watch, lines, answers } = scene();
    await pass(60);
    expect([watch.version(), lines]).toEqual(['0', []]);
    answers.set('bluezone.gov.vn', GONE);
    await pass(36 * 60);
    expect([watch.isDead('bluezone'), watch.isDead('tokhaiyte'), watch.version()]).toEqual([
      false,
      false,
      '0',
    ]);
    await pass(60 * 60);
    expect([watch.isDead('bluezone'), watch.isDead('tokhaiyte'), watch.version()]).toEqual([
      true,
      false,
      '1',
    ]);
    expect(watch.view()[1]).toMatchObject({ state: 'dead', failure: GONE });
    answers.set('bluezone.gov.vn', LIVES);
    await pass(11 * 60);
    expect([watch.isDead('bluezone'), watch.version()]).toEqual([false, '2']);
    expect(lines).toEqual([
      '<4>bluezone.gov.vn does not answer any more',
      '<6>bluezone.gov.vn answers again',
    ]);
  });

  test('asks nobody while the uplink is down, and all soon after', async () => {
    const { pass, asked, uplink } = scene();
    await pass(60);
    uplink.state = 'down';
    await pass(5 * 3600);
    expect(asked).toHaveLength(2);
    uplink.state = 'up';
    await pass(30);
    expect(asked).toHaveLength(4);
  });

  test('a link that breaks before anybody has noticed kills nothing', async () => {
    const { pass, watch, answers, uplink, lines } = scene();
    await pass(60);
    uplink.answers = false;
    for (const host of ['tokhaiyte.vn', 'bluezone.gov.vn']) answers.set(host, { fault: 'mute' });
    await pass(24 * 3600);
    expect(watch.view().map(({ state }) => state)).toEqual(['alive', 'alive']);
    expect(lines).toEqual([]);
    uplink.answers = true;
    await pass(20 * 60);
    expect(watch.view().map(({ state }) => state)).toEqual(['dead', 'dead']);
  });

  test('has the probe asked once for each failure, and never while all live', async () => {
    const { pass, uplink, answers, asked } = scene();
    await pass(2 * 3600);
    expect(uplink.looks).toBe(0);
    answers.set('tokhaiyte.vn', GONE);
    const before = asked.length;
    await pass(31 * 60);
    const failed = asked.slice(before).filter(({ url }) => new URL(url).hostname === 'tokhaiyte.vn');
    expect(uplink.looks).toBe(failed.length);
  });

  test('believes no date while no time server has set the clock', async () => {
    const { pass, watch, answers, clock } = scene();
    clock.setQuality('estimated');
    answers.set('tokhaiyte.vn', { fault: 'date' });
    await pass(3 * 3600);
    expect(watch.view()[0]).toMatchObject({ state: 'unknown', checkedMs: undefined });
    clock.setQuality('ntp');
    await pass(3600);
    expect(watch.view()[0]?.state).toBe('dead');
  });

  test('goes by the monotonic clock', async () => {
    const { pass, asked, clock } = scene();
    await pass(60);
    clock.setWall(Date.parse('2030-01-01'));
    await pass(60);
    expect(asked).toHaveLength(2);
  });

  test('takes no notice of a check that ends after the portal', async () => {
    const { pass, watch } = scene();
    watch.close();
    await pass(60);
    expect(watch.view().map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  });

  test('without destinations it has nothing to do', async () => {
    const { pass, asked, watch } = scene([]);
    await pass(60);
    expect([asked, watch.view(), watch.isDead('tokhaiyte')]).toEqual([[], [], false]);
  });
});

/** A watch over places that answer as the test says, with the job run whenever it wants to be. */
function scene(ids?: readonly string[]) {
  const clock = createTestClock();
  const startMs = clock.monotonicMs();
  const log = createMemoryLog();
  const answers = new Map<string, LinkAnswer>();
  const uplink = { state: 'up' as 'up' | 'down', answers: true, looks: 0 };
  const asked: { url: string; second: number }[] = [];
  const traffic = { sent: 0, received: 0 };
  const destinations = ids?.flatMap((id): Destination[] => [catalog.destinations.get(id) ?? []].flat());
  const watch = createLinkWatch({
    destinations: destinations ?? exampleCheckpoint().destinations.slice(0, 2),
    links: {
      async check(url) {
        asked.push({ url, second: (clock.monotonicMs() - startMs) / 1000 });
        return answers.get(new URL(url).hostname) ?? LIVES;
      },
    },
    uplink: {
      async look() {
        uplink.looks += 1;
        return { route: true, gateway: true, dns: uplink.answers, http: uplink.answers, traffic };
      },
    },
    uplinkWatch: { view: () => ({ state: uplink.state, fault: undefined }) },
    clock,
    log,
    pace: undefined,
  });
  const { run, everyMs } = watch.job;
  let nextMs = startMs;
  return {
    watch,
    clock,
    lines: log.lines,
    answers,
    uplink,
    asked,
    async pass(seconds: number) {
      const endMs = clock.monotonicMs() + seconds * 1000;
      for (; nextMs <= endMs; nextMs += typeof everyMs === 'number' ? everyMs : everyMs()) {
        clock.pass(nextMs - clock.monotonicMs());
        await run();
      }
      clock.pass(endMs - clock.monotonicMs());
    },
  };
}

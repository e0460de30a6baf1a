import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inDays, makeChain } from '../certificates.ts';
import { temporaryFolder } from '../doubles.ts';
import { startPushing } from './pushing.ts';

/** A hub whose certificate is by an authority of its own, and a checkpoint that knows the authority of `known`. */
async function overTls(known: 'its own' | 'another', leaf: Parameters<typeof makeChain>[1] = {}) {
  const chain = makeChain('localhost', leaf);
  const other = makeChain('localhost');
  const authorities = join(temporaryFolder(), 'ca.pem');
  writeFileSync(authorities, (known === 'its own' ? chain : other).root.pem);
  const tls = { cert: chain.leaf.pem + chain.middle.pem, key: chain.leaf.keyPem };
  const trial = await startPushing({ hub: { tls }, authorities });
  trial.count(3);
  return trial;
}

describe('a hub over https', () => {
  test('gets all where its authority is the one that the config names', async () => {
    const trial = await overTls('its own');
    await trial.settle();
    expect(trial.hub.figures()).toEqual(trial.figures());
  });

  test.each([
    ['by another authority', 'another', {}],
    ['for another name', 'its own', { name: 'other.example.vn' }],
    ['that has ended', 'its own', { until: inDays(-1) }],
  ] as const)('with a certificate %s is sent nothing, and the technician told', async (_, known, leaf) => {
    const trial = await overTls(known, leaf);
    await trial.round();
    expect(trial.hub.requests).toEqual([]);
    expect(trial.box().push.report()).toMatchObject({ state: 'failing', fault: { kind: 'certificate' } });
  });

  test('is sent nothing while the file of authorities is not there', async () => {
    const trial = await startPushing({
      url: 'https://localhost:1/district',
      authorities: join(temporaryFolder(), 'none.pem'),
    });
    await trial.round();
    expect(trial.box().push.report().fault).toMatchObject({
      kind: 'authorities',
      why: { en: expect.stringContaining('none.pem') },
    });
  });
});

describe('a checkpoint that wakes in 1970', () => {
  const wake = (time: string | undefined) =>
    startPushing({
      startIso: '1970-01-01T00:00:09Z',
      hub: { answer: (good) => ({ ...good, time }) },
    });

  test('finds the hours of its counts by the hub`s time, to the minute, and marks them', async () => {
    const trial = await wake('2021-02-01T08:30:00Z');
    trial.count(3);
    await trial.round();
    // Three hours before the hub said that it was half past eight.
    const hours = ['05', '06', '07'].map((hour) => Date.parse(`2021-02-01T${hour}:00Z`) / 3_600_000);
    expect(trial.hub.figures()).toEqual(new Map(hours.map((hour) => [`${hour} renewed `, 1])));
    expect(trial.hub.clocks()).toEqual(new Set(['hub']));
    expect(trial.hub.figures()).toEqual(trial.figures());
  });

  test('is told that of an hour a time server knew better', async () => {
    const trial = await wake('2021-02-01T08:30:00Z');
    trial.count(1);
    await trial.round();
    trial.machine.setWall(Date.parse('2021-02-01T08:30:00Z'));
    trial.machine.setQuality('ntp');
    trial.count(1);
    await trial.settle();
    expect(trial.hub.clocks()).toEqual(new Set(['hub', 'ntp']));
    expect(trial.hub.figures()).toEqual(trial.figures());
  });

  test.each([
    ['a time before 2020', '2019-12-31T23:59:59Z'],
    ['no time', undefined],
    ['what is none', 'soon'],
  ])('goes on floating where the hub says %s', async (_, time) => {
    const trial = await wake(time);
    trial.count(3);
    await trial.round();
    expect(trial.hub.figures().size).toBe(0);
    expect(trial.box().clock.quality()).toBe('estimated');
  });

  test.each([
    ['an hour before the last one that a time server knew', '2021-02-01T00:59:59Z'],
    ['a year and two days after it', '2022-02-04T08:00:00Z'],
  ])('does not believe %s', async (_, time) => {
    const trial = await startPushing({ hub: { answer: (good) => ({ ...good, time }) } });
    trial.count(1);
    trial.machine.setWall(9000);
    trial.machine.setQuality('estimated');
    trial.restart('boot-2');
    await trial.settle();
    expect(trial.box().clock.quality()).toBe('estimated');
  });

  test('takes the time of nothing but a 200', async () => {
    const trial = await wake('2021-02-01T08:30:00Z');
    trial.plan('status 500', 'no JSON', 'ack that is none');
    for (let round = 0; round < 3; round++) await trial.round();
    expect(trial.box().clock.quality()).toBe('estimated');
    await trial.round();
    expect(trial.box().clock.quality()).toBe('hub');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterLook,
  FIRST_VIEW,
  mustAsk,
  type Signals,
  type UplinkState,
  type UplinkView,
  waitMs,
} from '../../src/domain/uplink.ts';

const QUIET = { sent: 100, received: 100 };
const FREE: Signals = { route: true, gateway: true, dns: undefined, http: undefined, traffic: QUIET };
const GOOD: Signals = { ...FREE, dns: true, http: true };
const SILENT: Signals = { ...FREE, dns: false, http: false };
const NO_CREDIT: Signals = { ...FREE, dns: true, http: false };
const CABLE_OUT: Signals = { ...FREE, route: false, gateway: undefined };
const NO_GATEWAY: Signals = { ...SILENT, gateway: false };
const NO_NAMES: Signals = { ...SILENT, http: undefined };

const LOOKS = { GOOD, SILENT, NO_CREDIT, CABLE_OUT, NO_GATEWAY, NO_NAMES, FREE };
type Look = keyof typeof LOOKS;

describe('the uplink', () => {
  test.each<[Look[], UplinkState, string | undefined]>([
    [[], 'up', undefined],
    [['GOOD'], 'up', undefined],
    [['SILENT'], 'up', undefined],
    [['SILENT', 'SILENT'], 'down', 'dns'],
    [['NO_NAMES', 'NO_NAMES'], 'down', 'dns'],
    [['NO_CREDIT', 'NO_CREDIT'], 'down', 'http'],
    [['NO_GATEWAY', 'NO_GATEWAY'], 'down', 'gateway'],
    [['SILENT', 'NO_CREDIT'], 'down', 'http'],
    [['CABLE_OUT'], 'down', 'route'],
    [['SILENT', 'GOOD', 'SILENT'], 'up', undefined],
    [['SILENT', 'FREE', 'SILENT'], 'down', 'dns'],
    [['CABLE_OUT', 'GOOD'], 'down', 'route'],
    [['CABLE_OUT', 'GOOD', 'GOOD'], 'up', undefined],
    [['CABLE_OUT', 'GOOD', 'SILENT', 'GOOD'], 'down', 'dns'],
    [['CABLE_OUT', 'FREE', 'FREE'], 'down', 'route'],
    [['SILENT', 'SILENT', 'CABLE_OUT'], 'down', 'route'],
  ])('after %j is %s (%s)', (looks, state, fault) => {
    expect(see(looks)).toMatchObject({ state, fault });
  });

  test('never turns for a single outlier, whatever comes around it', () => {
    const look = fc.constantFrom<Look[]>(['GOOD'], ['SILENT', 'GOOD'], ['NO_CREDIT', 'GOOD'], ['FREE']);
    fc.assert(
      fc.property(fc.array(look), (looks) => {
        expect(see(looks.flat()).state).toBe('up');
      }),
    );
    const dead = fc.constantFrom<Look[]>(['SILENT'], ['GOOD', 'SILENT'], ['NO_CREDIT'], ['CABLE_OUT']);
    fc.assert(
      fc.property(fc.array(dead), (looks) => {
        expect(see(['CABLE_OUT', ...looks.flat()]).state).toBe('down');
      }),
    );
  });

  test('is what two like looks in a row say, whatever came before them', () => {
    const any = fc.array(fc.constantFrom<Look>('GOOD', 'SILENT', 'NO_CREDIT', 'CABLE_OUT', 'FREE'));
    fc.assert(
      fc.property(any, (looks) => {
        expect(see([...looks, 'GOOD', 'GOOD']).state).toBe('up');
        expect(see([...looks, 'SILENT', 'NO_CREDIT']).state).toBe('down');
        expect(see([...looks, 'CABLE_OUT']).state).toBe('down');
      }),
    );
  });
});

describe('the next look', () => {
  const idle = see(['GOOD']);

  test('is free every second while all is well, and costly every ten', () => {
    expect([mustAsk(FIRST_VIEW, 0), waitMs(FIRST_VIEW, 0)]).toEqual([true, 0]);
    expect(waitMs(idle, 100)).toBe(900);
    expect([1000, 9000, 9999, 10_000].map((ms) => mustAsk(idle, ms))).toEqual([false, false, true, true]);
  });

  test('is costly and comes at once where guests ask and nobody answers, or the next hop is gone', () => {
    const look = (signals: Partial<Signals>) => afterLook(idle, { ...FREE, ...signals }, 1000);
    const views = [
      look({ traffic: { sent: 103, received: 100 } }),
      look({ gateway: false }),
      look({ traffic: { sent: 103, received: 101 } }),
      look({ traffic: { sent: 100, received: 100 } }),
    ];
    expect(views.map((view) => mustAsk(view, 1001))).toEqual([true, true, false, false]);
    expect(views.map((view) => waitMs(view, 1001))).toEqual([0, 0, 999, 999]);
  });

  test('is costly every second while in doubt or down, however long the last one waited in vain', () => {
    for (const view of [see(['SILENT']), see(['CABLE_OUT']), see(['CABLE_OUT', 'GOOD'])]) {
      expect(mustAsk(view, view.lookedMs + 1)).toBe(true);
      expect(waitMs(view, view.lookedMs + 200)).toBe(800);
      expect(waitMs(view, view.lookedMs + 1500)).toBe(0);
    }
  });

  test('finds a silent cut within 5 s while guests are busy, and within 13 s while nobody is', () => {
    const everyTenthOfASecond = Array.from({ length: 150 }, (_, index) => 20_000 + index * 100);
    const worst = (busy: boolean) => Math.max(...everyTenthOfASecond.map((cutMs) => untilDown(cutMs, busy)));
    expect(worst(true)).toBeLessThanOrEqual(5000);
    expect(worst(false)).toBeLessThanOrEqual(13_000);
  });
});

/** The view after these looks, one a second, the last of them at 0. */
function see(looks: readonly Look[]): UplinkView {
  return looks.reduce<UplinkView>(
    (view, look, index) => afterLook(view, LOOKS[look], (index - looks.length + 1) * 1000),
    FIRST_VIEW,
  );
}

/** How long after the cut the uplink is taken for down, where a look that nobody answers takes 1.5 s. */
function untilDown(cutMs: number, busy: boolean): number {
  let view = FIRST_VIEW;
  let nowMs = 0;
  for (let looks = 0; looks < 1000 && view.state === 'up'; looks += 1) {
    nowMs += waitMs(view, nowMs);
    const beganMs = nowMs;
    const isCut = beganMs > cutMs;
    const packets = (ms: number) => (busy ? Math.floor(ms / 50) : 0);
    const traffic = { sent: packets(beganMs), received: packets(Math.min(beganMs, cutMs)) };
    const asks = mustAsk(view, beganMs);
    if (asks) nowMs += isCut ? 1500 : 50;
    const signals = !asks ? FREE : isCut ? SILENT : GOOD;
    view = afterLook(view, { ...signals, traffic }, beganMs);
  }
  return nowMs - cutMs;
}

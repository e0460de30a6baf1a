import { expect, test } from 'vitest';
import { CHECKS } from '../../src/doctor/checks.ts';
import type { CheckReport } from '../../src/domain/finding.ts';
import { OUTSIDE, ownReds } from '../../src/domain/outside.ts';

test('each name is that of a check, or of a fault of one', () => {
  const faults = CHECKS.flatMap(({ id, faults: table = {} }) => [
    id,
    ...Object.keys(table).map((fault) => `${id}:${fault}`),
  ]);
  expect(OUTSIDE.filter((name) => !faults.includes(name))).toEqual([]);
});

const said = (id: string, ...faults: readonly string[]): CheckReport => ({
  id,
  name: { vi: id, en: id },
  level: 'red',
  findings: faults.map((fault) => ({ level: 'red', fault, what: { vi: fault, en: fault } })),
  tookMs: 0,
});

test('a check counts by whichever of its faults is of the box`s own making', () => {
  const checks = [
    said('interfaces', 'missing'),
    said('phone', 'otherDhcp'),
    said('uplink', 'down'),
    said('portal', 'silent'),
  ];
  expect(ownReds(checks).map(({ id }) => id)).toEqual(['portal']);
  expect(ownReds([said('interfaces', 'missing', 'address')]).map(({ id }) => id)).toEqual(['interfaces']);
  expect(ownReds(checks, { sameLinks: false }).map(({ id }) => id)).toEqual([
    'interfaces',
    'uplink',
    'portal',
  ]);
});

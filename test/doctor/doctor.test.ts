import { expect, test } from 'vitest';
import { portal } from '../../src/doctor/checks/portal.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { examine } from '../../src/doctor/doctor.ts';
import { createFakeBox } from './fake-box.ts';

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

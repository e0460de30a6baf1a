import { expect } from 'vitest';
import { NETWORK_CHECKS } from '../../src/doctor/network-checks.ts';
import type { DoctorReport } from '../../src/domain/finding.ts';
import { test } from './lab-test.ts';
import type { Router } from './router.ts';

test('is well', async ({ lab: { router } }) => {
  const report = await examine(router);
  process.stdout.write(JSON.stringify(report, null, 1));
  expect(report.level).toBe('green');
});

async function examine(router: Router): Promise<DoctorReport> {
  const ids = NETWORK_CHECKS.map(({ id }) => id);
  const said = await router
    .cli('doctor', ...ids, '--json')
    .catch((error: { stdout: string }) => error.stdout);
  return JSON.parse(said) as DoctorReport;
}

import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { labTest } from './lab-test.ts';
import { openReports } from './reports.ts';

const test = labTest({ config: '[session]\nmax_clients = 2\n' });

test('one phone too many is told so in words, and gets in when another has gone', async ({ lab, phone }) => {
  const [second, late] = [await lab.addPhone(), await lab.addPhone()];
  await accept(phone);
  await accept(second);
  const refused = await curl(late, 'http://10.77.0.1/accept?lang=en', '--request', 'POST');
  expect(refused).toMatchObject({ status: 503, body: expect.stringContaining('Too many phones') });
  expect(refused.body).toContain('Wait a few minutes');
  expect(await curl(late, 'http://example.com/')).toMatchObject({ status: 302 });
  expect(await (await openReports(lab.router)).totals()).toMatchObject({ session: 2, refused: 1 });
  // Those inside may stay and renew.
  await accept(phone);

  await lab.router.cli('revoke', '--all');
  await accept(late);
  expect(await curl(late, 'http://example.com/')).toMatchObject({ status: 200 });
});

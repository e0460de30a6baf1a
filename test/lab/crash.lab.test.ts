import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { test } from './lab-test.ts';
import { openReports } from './reports.ts';

test('a portal that is killed takes neither the internet nor a count with it', async ({ lab, phone }) => {
  const { portal } = lab.router;
  const reports = await openReports(lab.router);
  await curl(phone, 'http://10.77.0.1/');
  await accept(phone);
  const before = await reports.totals();
  expect(before).toMatchObject({ device: 1, shown: 1, session: 1, renewed: 0 });

  expect(await portal.stop('SIGKILL')).toBe('SIGKILL');
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });

  await portal.start();
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
  expect(await reports.totals()).toEqual(before);
  await accept(phone);
  expect(await reports.totals()).toMatchObject({ session: 1, renewed: 1 });
});

test('both programs end cleanly when told to, and know after a restart who was let through', async ({
  lab: { router },
  phone,
}) => {
  const { gate, portal } = router;
  const reports = await openReports(router);
  await accept(phone);
  const { session = 0, renewed = 0 } = await reports.totals();
  expect(await Promise.all([portal.stop(), gate.stop()])).toEqual([0, 0]);
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });

  // The worse order: the portal is up before there is a gate to ask.
  await portal.start();
  await gate.start();
  await accept(phone);
  expect(await reports.totals()).toMatchObject({ session, renewed: renewed + 1 });
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
});

test('a portal without its gate tells the traveler to try again, and goes on when the gate is back', async ({
  lab: { router },
  phone,
}) => {
  await router.gate.stop('SIGKILL');
  expect(await curl(phone, 'http://10.77.0.1/accept', '--request', 'POST')).toMatchObject({ status: 503 });
  expect(await curl(phone, 'http://10.77.0.1/')).toMatchObject({ status: 200 });
  await router.gate.start();
  await accept(phone);
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
});

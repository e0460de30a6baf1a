import { expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { DOWNLOAD_BYTES, startDownload } from './clients/download.ts';
import { test } from './lab-test.ts';
import { openReports } from './reports.ts';

/** As the packages' scripts do it: the portal stands still while dpkg is at work, then both programs are started anew. */
test('an update keeps downloads, sessions, counts, tokens and the key', async ({
  lab: { router },
  phone,
}) => {
  const { gate, portal, cli } = router;
  const reports = await openReports(router);
  await accept(phone);
  const before = await reports.totals();
  const key = await cli('enroll', '--json');
  const download = startDownload(phone);
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    await portal.stop(signal);
    await gate.stop(signal);
    await gate.start();
    await portal.start();
  }
  expect(download.isRunning()).toBe(true);
  expect(await download.end()).toEqual({ exit: 0, bytes: DOWNLOAD_BYTES });
  // The same token as before opens them.
  expect(await reports.totals()).toEqual(before);
  expect(await cli('enroll', '--json')).toBe(key);
  expect(await curl(phone, 'http://example.com/')).toMatchObject({ status: 200 });
  await accept(phone);
  expect(await reports.totals()).toMatchObject({ session: 1, renewed: 1 });
});

import { describe, expect } from 'vitest';
import { type Answer, accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { WEB_ADDRESS, WEB_ADDRESS6 } from './internet.ts';
import { test } from './lab-test.ts';
import type { Families, Phone } from './phone.ts';
import { openReports } from './reports.ts';

const PROBE = 'http://connectivitycheck.gstatic.com/generate_204';
/** How each kind of phone reaches the internet, by the switch that makes curl use it. */
const WAYS: Readonly<Record<Families, readonly ('--ipv4' | '--ipv6')[]>> = {
  ipv4: ['--ipv4'],
  ipv6: ['--ipv6'],
  both: ['--ipv4', '--ipv6'],
};

describe.each(Object.entries(WAYS) as [Families, (typeof WAYS)[Families]][])(
  'a phone with %s',
  (families, ways) => {
    test('is led to the guide, freed by one tap and online', async ({ lab }) => {
      const phone = await lab.addPhone(families);
      const { totals } = await openReports(lab.router);
      const before = await totals();
      const guide = await guideOf(phone, ways[0] ?? '--ipv4');

      for (const way of ways) {
        expect(await curl(phone, PROBE, way)).toMatchObject({ status: 302 });
        for (const blocked of blockedTries(phone, way)) expect(await blocked).toMatchObject({ status: 0 });
      }
      await accept(phone, guide);
      for (const way of ways) {
        expect(await curl(phone, PROBE, way)).toMatchObject({ status: 204 });
        expect(await curl(phone, 'https://example.com/', way)).toMatchObject({ status: 200 });
        expect(await curl(phone, 'http://chot.internal/', way)).toMatchObject({ status: 200 });
      }
      expect(await totals()).toMatchObject({
        device: (before.device ?? 0) + 1,
        session: (before.session ?? 0) + 1,
      });
    });
  },
);

test('an address that a phone makes itself after the tap works at once, one of another phone does not', async ({
  lab,
  phone,
}) => {
  const stranger = await lab.addPhone();
  const guide = await guideOf(phone, '--ipv6');
  await accept(phone, guide);
  const prefix = new URL(guide).hostname.slice(1).split('::')[0];
  for (const [place, status] of [
    [phone, 204],
    [stranger, 302],
  ] as const) {
    const privacy = `${prefix}::${place === phone ? 'a:b:c:d' : 'a:b:c:e'}`;
    await run(place.at(['ip', 'address', 'add', `${privacy}/64`, 'dev', 'eth0', 'nodad']));
    expect(await curl(place, PROBE, '--ipv6', '--interface', privacy)).toMatchObject({ status });
  }
  // A new lease is no new phone either.
  await run(phone.at(['ip', 'address', 'add', '10.77.3.200/22', 'dev', 'eth0']));
  expect(await curl(phone, PROBE, '--interface', '10.77.3.200')).toMatchObject({ status: 204 });
});

test('the end of a session is the end of both families', async ({ lab: { router }, phone }) => {
  await accept(phone);
  await router.cli('revoke', '--all');
  for (const way of WAYS.both) expect(await curl(phone, PROBE, way)).toMatchObject({ status: 302 });
});

/** Where the phone is led over this family. */
async function guideOf(phone: Phone, way: string): Promise<string> {
  const { headers } = await curl(phone, PROBE, way);
  return headers.location?.[0] ?? '';
}

function blockedTries(phone: Phone, way: '--ipv4' | '--ipv6'): Promise<Answer>[] {
  const host = way === '--ipv4' ? WEB_ADDRESS : `[${WEB_ADDRESS6}]`;
  return ['https://', 'http://'].map((scheme) =>
    curl(phone, `${scheme}${host}:443/`, way, '--connect-timeout', '0.4'),
  );
}

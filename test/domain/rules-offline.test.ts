import { expect, test } from 'vitest';
import { renderDnsmasqOffline } from '../../src/domain/rules/dnsmasq/offline.ts';
import { exampleCheckpoint } from '../example.ts';

test('the file of the dnsmasq for when the uplink is down', async () => {
  await expect(renderDnsmasqOffline(exampleCheckpoint())).toMatchFileSnapshot(
    '../golden/dnsmasq-offline.conf',
  );
});

test('guests without IPv6 are told no IPv6 address of the portal', () => {
  const checkpoint = exampleCheckpoint();
  const text = renderDnsmasqOffline({ ...checkpoint, guest: { ...checkpoint.guest, ipv6: undefined } });
  expect(text).toContain('\nhost-record=chot.internal,10.77.0.1\n');
});

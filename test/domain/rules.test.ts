import { expect, test } from 'vitest';
import { renderDnsmasq } from '../../src/domain/rules/dnsmasq/dnsmasq.ts';
import { renderNftables } from '../../src/domain/rules/nftables/ruleset.ts';
import { exampleCheckpoint } from '../example.ts';

/** A change of these files is a change of what stands between strangers and the box: it is read before it is taken over. */
test('the nftables file of the example', async () => {
  const text = renderNftables(exampleCheckpoint(), { door: 'closed', uplink: 'up' });
  await expect(text).toMatchFileSnapshot('../golden/nftables.conf');
});

test('the dnsmasq file of the example', async () => {
  await expect(renderDnsmasq(exampleCheckpoint(), ['tokhaiyte.vn', 'bluezone.gov.vn'])).toMatchFileSnapshot(
    '../golden/dnsmasq.conf',
  );
});

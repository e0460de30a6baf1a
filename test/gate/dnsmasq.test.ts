import { expect, test } from 'vitest';
import { createDnsmasq, MAIN } from '../../src/gate/dnsmasq.ts';
import { temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';

test('while the bridge lacks its address, the question does not leave over the uplink', async () => {
  const { guest } = exampleCheckpoint();
  // Of the networks for examples (RFC 5737): a question that is sent there would run into its time limit.
  const elsewhere = { ...exampleCheckpoint(), guest: { ...guest, address: '192.0.2.1' } };
  const dnsmasq = createDnsmasq(elsewhere, { ...MAIN, pidFile: `${temporaryFolder()}/dnsmasq.pid` });
  await expect(dnsmasq.keep()).rejects.toThrow('nobody listens on 192.0.2.1');
});

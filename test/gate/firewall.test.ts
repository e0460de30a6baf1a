import { expect, test } from 'vitest';
import { GateError } from '../../src/domain/gate.ts';
import { createFirewall } from '../../src/gate/firewall.ts';
import { createGrants } from '../../src/gate/grants.ts';
import type { Nft } from '../../src/gate/nft.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { exampleCheckpoint } from '../example.ts';

test('what the kernel could not take when it was told is brought to it at the next look', async () => {
  const { nft, firewall, loaded } = scene();
  await firewall.start();
  nft.fail();
  await expect(firewall.follow({ uplink: 'down' })).rejects.toThrow('busy');
  expect(loaded()).not.toContain('th dport 53 dnat ip to 10.77.0.1:5354');
  expect(await firewall.keep()).toBe('our rules had been changed');
  expect(loaded()).toContain('th dport 53 dnat ip to 10.77.0.1:5354');
  expect(await firewall.keep()).toBeUndefined();
});

/** A kernel that keeps the text it was given, and refuses one when told to. */
function scene() {
  let held = '';
  let isBusy = false;
  const nft: Nft & { fail(): void } = {
    fail() {
      isBusy = true;
    },
    async load(ruleset) {
      if (isBusy) {
        isBusy = false;
        throw new GateError('kernel', 'busy');
      }
      held = ruleset;
    },
    grant: async () => undefined,
    revoke: async () => undefined,
    list: async () => [],
    rules: async () => held,
    empty: async () => undefined,
  };
  const grants = createGrants({
    file: `${temporaryFolder()}/grants.json`,
    clock: createTestClock(),
    log: createMemoryLog(),
  });
  const firewall = createFirewall({
    checkpoint: exampleCheckpoint(),
    nft,
    grants,
    onNewTable: () => undefined,
  });
  return { nft, firewall, loaded: () => held };
}

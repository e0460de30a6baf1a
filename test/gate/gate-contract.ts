import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Gate } from '../../src/checkpoint/ports.ts';
import { phone } from '../doubles.ts';

export interface GateUnderTest {
  readonly gate: Gate;
  /** The most clients it takes. */
  readonly maxClients: number;
  dispose(): Promise<void> | void;
}

/** What every gate promises (`checkpoint/ports.ts`): the simulated one and the kernel's alike. */
export function gateContract(name: string, open: () => Promise<GateUnderTest> | GateUnderTest): void {
  describe(`${name} keeps the gate's contract`, () => {
    let tested: GateUnderTest;
    beforeEach(async () => {
      tested = await open();
      onTestFinished(() => tested.dispose());
    });
    const macs = async () => (await tested.gate.list()).map(({ mac }) => mac).sort();

    test('it begins with nobody, and is well', async () => {
      await tested.gate.health();
      expect(await macs()).toEqual([]);
    });

    test('who is granted is let through for the time given', async () => {
      await tested.gate.grant(phone(1), 600);
      const [grant] = await tested.gate.list();
      expect(grant?.mac).toBe(phone(1));
      expect(grant?.seconds).toBeGreaterThan(595);
      expect(grant?.seconds).toBeLessThanOrEqual(600);
    });

    test('a second grant counts from its own moment, longer or shorter', async () => {
      await tested.gate.grant(phone(1), 60);
      await tested.gate.grant(phone(1), 6000);
      expect((await tested.gate.list())[0]?.seconds).toBeGreaterThan(5990);
      await tested.gate.grant(phone(1), 60);
      expect((await tested.gate.list())[0]?.seconds).toBeLessThanOrEqual(60);
    });

    test('who is revoked is shut out at once; revoking a stranger is no fault', async () => {
      await Promise.all([tested.gate.grant(phone(1), 60), tested.gate.grant(phone(2), 60)]);
      await tested.gate.revoke(phone(1));
      await tested.gate.revoke(phone(9));
      expect(await macs()).toEqual([phone(2)]);
    });

    test('a crowd is let through together', async () => {
      const crowd = Array.from({ length: tested.maxClients }, (_, index) => phone(index + 1));
      await Promise.all(crowd.map((mac) => tested.gate.grant(mac, 60)));
      expect(await macs()).toEqual([...crowd].sort());
    });

    test('one too many is told that it is full; those inside may renew, and a place that is left can be taken', async () => {
      const crowd = Array.from({ length: tested.maxClients }, (_, index) => phone(index + 1));
      await Promise.all(crowd.map((mac) => tested.gate.grant(mac, 60)));
      const late = phone(tested.maxClients + 1);
      await expect(tested.gate.grant(late, 60)).rejects.toMatchObject({ name: 'GateError', code: 'full' });
      await tested.gate.grant(phone(1), 600);
      await tested.gate.revoke(phone(2));
      await tested.gate.grant(late, 60);
      expect(await macs()).toHaveLength(tested.maxClients);
    });

    test('one too many in the midst of a crowd keeps nobody else out', async () => {
      const crowd = Array.from({ length: tested.maxClients + 3 }, (_, index) => phone(index + 1));
      const results = await Promise.allSettled(crowd.map((mac) => tested.gate.grant(mac, 60)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(tested.maxClients);
      expect(await macs()).toHaveLength(tested.maxClients);
    });

    test('a grant ends by itself', async () => {
      await tested.gate.grant(phone(1), 1);
      await expect.poll(macs, { timeout: 3000, interval: 100 }).toEqual([]);
    });
  });
}

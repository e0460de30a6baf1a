import { createSimulatedGate } from '../../src/checkpoint/system/simulated-gate.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { gateContract } from '../gate/gate-contract.ts';

gateContract('the simulated gate', () => ({
  gate: createSimulatedGate({ clock: systemClock, maxClients: 20 }),
  maxClients: 20,
  dispose() {},
}));

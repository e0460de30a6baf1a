import { GateError } from '../../domain/gate.ts';
import type { Mac } from '../../domain/mac.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Gate } from '../ports.ts';

/** A gate for a laptop without root: it remembers who was let through and opens nothing. */
export function createSimulatedGate({ clock, maxClients }: { clock: Clock; maxClients: number }): Gate {
  const ends = new Map<Mac, number>();
  const expire = () => {
    for (const [mac, endMs] of ends) if (endMs <= clock.monotonicMs()) ends.delete(mac);
  };
  return {
    async grant(mac, seconds) {
      expire();
      if (!ends.has(mac) && ends.size >= maxClients)
        throw new GateError('full', `${maxClients} clients are the most`);
      ends.set(mac, clock.monotonicMs() + seconds * 1000);
    },
    async revoke(mac) {
      ends.delete(mac);
    },
    async list() {
      expire();
      return [...ends].map(([mac, endMs]) => ({
        mac,
        seconds: Math.ceil((endMs - clock.monotonicMs()) / 1000),
      }));
    },
    async declare() {},
    async health() {
      return [];
    },
    close() {},
  };
}

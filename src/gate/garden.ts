import { GARDEN_TURN_SECONDS, GARDENS, setsOf } from '../domain/rules/names.ts';
import type { Job } from '../platform/jobs.ts';
import type { Nft } from './nft.ts';

/** Empties the two generations of the walled garden in turn, so that addresses which names no longer lead to are shut again. */
export function createGardenTurns(nft: Pick<Nft, 'empty'>): Job {
  let turn: number | undefined;
  return {
    name: 'turning the walled garden',
    everyMs: GARDEN_TURN_SECONDS * 1000,
    async run() {
      // Not at the start: an earlier run of the gate may have emptied the other generation a moment ago.
      turn = turn === undefined ? 0 : turn + 1;
      const garden = GARDENS[turn % GARDENS.length];
      if (turn > 0 && garden) await nft.empty(Object.values(setsOf(garden)));
    },
  };
}

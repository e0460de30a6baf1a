import { GARDEN_TURN_SECONDS, GARDENS, setsOf } from '../domain/rules/names.ts';
import type { Job } from '../platform/jobs.ts';
import type { Nft } from './nft.ts';

/** Empties the two generations of the walled garden in turn, so that addresses which names no longer lead to are shut again. */
export function createGardenTurns(nft: Nft): Job {
  let turn = 0;
  return {
    name: 'turning the walled garden',
    everyMs: GARDEN_TURN_SECONDS * 1000,
    async run() {
      const garden = GARDENS[turn++ % GARDENS.length];
      if (garden) await nft.empty(Object.values(setsOf(garden)));
    },
  };
}

import type { Ending } from '../../domain/ending.ts';
import { keepStatement, type Sqlite } from '../../platform/sqlite.ts';

/**
 * Says on disk, from the first write of a run to its end, during which start of the machine it writes. Whoever finds that at its own
 * start comes after a run that never ended: of this start of the machine, so that the kernel still had all of it, or of an earlier
 * one. To say again what stands there writes nothing.
 */
export function createRunMark({ database, bootId }: { database: Sqlite; bootId: string }) {
  const set = keepStatement(database, 'update running set boot = :bootId where boot is not :bootId');
  const clear = keepStatement(database, 'update running set boot = null');
  const found = keepStatement(database, 'select boot from running').pluck().get();
  const lastEnding: Ending = found === null ? 'closed' : found === bootId ? 'crash' : 'power-cut';
  return { lastEnding, set: () => void set.run({ bootId }), clear: () => void clear.run() };
}

import type { Check } from './check.ts';
import type { Fault } from './fault.ts';

/** A row of the handbook's table of faults. */
export interface FaultRow {
  /** `disk.full`: the check, as in `checkpoint-portal doctor disk`, and the fault's own word. */
  readonly id: string;
  readonly check: Check;
  readonly fault: Fault;
}

/** All that the checks can find wrong, without running any, in the order of the report. */
export function faultRows(checks: readonly Check[]): readonly FaultRow[] {
  return checks.flatMap((check) =>
    Object.entries(check.faults ?? {}).map(([id, fault]) => ({ id: `${check.id}.${id}`, check, fault })),
  );
}

import { existsSync } from 'node:fs';

/** Where a damaged file goes: `ledger.db.damaged-1`, or the next number that no earlier mishap has taken. */
export function asideName(path: string): string {
  for (let n = 1; ; n++) if (!existsSync(`${path}.damaged-${n}`)) return `${path}.damaged-${n}`;
}

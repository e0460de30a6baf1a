import type { Text } from '../domain/text.ts';
import { linesOf } from './lines.ts';

/** A setting that has another name since a version. */
export interface Migration {
  /** The first version that knows the new name only. */
  readonly since: string;
  /** As `guest.lease`. */
  readonly from: string;
  /** The new key, in the same table: `lease_minutes`. */
  readonly to: string;
  /** Why, as the technician is told. */
  readonly text: Text;
}

/** One row a change, the oldest first. None was needed yet: every setting still has the name that it began with. */
export const MIGRATIONS: readonly Migration[] = [];

export interface Migrated {
  readonly toml: string;
  /** Those that were needed, by what stands in the file: nobody need know which version it was written for. */
  readonly applied: readonly Migration[];
}

/** Gives settings their new names. Lines are changed where they stand, so that comments and order stay. */
export function migrate(toml: string, migrations: readonly Migration[] = MIGRATIONS): Migrated {
  return migrations.reduce<Migrated>(
    (before, migration) => {
      const renamed = rename(before.toml, migration);
      return renamed === before.toml ? before : { toml: renamed, applied: [...before.applied, migration] };
    },
    { toml, applied: [] },
  );
}

/** Not where both names are in the file: which of them is meant only its writer knows, and the check tells him. */
function rename(toml: string, { from, to }: Migration): string {
  const lines = linesOf(toml);
  const [key = '', ...around] = from.split('.').reverse();
  const at = lines.get(from);
  if (at === undefined || lines.has([...around.reverse(), to].join('.'))) return toml;
  const rows = toml.split('\n');
  const row = rows[at - 1] ?? '';
  rows[at - 1] = row.replace(new RegExp(`^([^=#]*?)(["']?)${key}\\2(\\s*=)`), `$1${to}$3`);
  return rows.join('\n');
}

/** One line: what becomes of what, and why. */
export function migrationWords({ from, to, text, since }: Migration): Text {
  return {
    vi: `${from} nay là ${to} (từ bản ${since}): ${text.vi}`,
    en: `${from} is now ${to} (since ${since}): ${text.en}`,
  };
}

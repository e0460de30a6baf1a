import { CHECKPOINT_FIELDS } from './fields/checkpoint.ts';
import { DESTINATION_FIELDS } from './fields/destination.ts';
import type { FieldHelp } from './fields/help.ts';
import { NETWORK_FIELDS } from './fields/network.ts';
import { PROGRAM_FIELDS } from './fields/programs.ts';

/** What each field of a file wants, by its path. */
export type Fields = Readonly<Record<string, FieldHelp>>;

/** One row a field of `schema.ts`; `*` stands for any list index, language or id. In the order in which a remedy lists them. */
export const FIELDS: Fields = {
  ...CHECKPOINT_FIELDS,
  ...DESTINATION_FIELDS,
  ...NETWORK_FIELDS,
  ...PROGRAM_FIELDS,
};

/** The keys under which every further key is a name of the technician's choice. */
const NAMING = ['name', 'purpose', 'steps', 'destination'];

/** `checkpoint.contacts.0.phone` stands in the row `checkpoint.contacts.*.phone`. */
function rowOf(path: readonly string[]): string {
  return path
    .map((key, index) => (/^\d+$/.test(key) || NAMING.includes(path[index - 1] ?? '') ? '*' : key))
    .join('.');
}

/** The help for a path of the file. */
export function helpFor(path: readonly string[], fields: Fields = FIELDS): FieldHelp | undefined {
  const row = rowOf(path);
  return Object.hasOwn(fields, row) ? fields[row] : undefined;
}

/** The keys that the file may hold where the path's last one stands. */
export function keysBeside(path: readonly string[], fields: Fields): readonly string[] {
  const table = rowOf(path.slice(0, -1));
  const start = table === '' ? '' : `${table}.`;
  return Object.keys(fields)
    .filter((row) => row.startsWith(start))
    .map((row) => row.slice(start.length))
    .filter((key) => !key.includes('.') && key !== '*');
}

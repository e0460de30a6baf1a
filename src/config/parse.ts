import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Catalog } from './catalog.ts';
import { FIELDS } from './fields.ts';
import { readForm } from './form.ts';
import type { Problem } from './problem.ts';
import { RULES } from './rules.ts';
import { schema, type Written } from './schema.ts';
import { toCheckpoint } from './to-checkpoint.ts';

export type Parsed =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly written: Written }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads `checkpoint.toml`: a typed value, or every problem at once, in the order of the file. */
export function parseConfig(toml: string, catalog: Catalog): Parsed {
  const rules = RULES.map(({ reads, find }) => ({
    reads,
    find: (written: Written) => find(written, catalog),
  }));
  const filled = readForm(toml, { schema, fields: FIELDS, rules });
  return filled.ok ? { ...filled, checkpoint: toCheckpoint(filled.written, catalog) } : filled;
}

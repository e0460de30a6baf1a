import { basename, dirname } from 'node:path';
import type { Text } from '../domain/text.ts';
import type { CollectError } from '../hub/fault.ts';
import type { Context } from './command.ts';
import { printJson } from './json-option.ts';
import type { Collection } from './pull-collection.ts';
import type { PullSetting } from './pull-setting.ts';
import { pullTable } from './pull-table.ts';
import { faultJson } from './pull-words.ts';
import { wrap } from './wrap.ts';
import { writeFile } from './write-file.ts';

/** Of those that are named at the end. */
const NAMED_AT_MOST = 10;

/** What came of a pull. */
export interface Outcome {
  /** By checkpoint, in how many hours anything was new. */
  readonly hoursNew: ReadonlyMap<string, number>;
  readonly faults: readonly { readonly of: string; readonly fault: CollectError }[];
}

export interface Telling {
  readonly context: Context;
  readonly setting: Pick<PullSetting, 'out'>;
  readonly isJson: boolean;
}

/** Tells what is known now, writes the file that was asked for, and says last what is missing. @throws {CommandFault} where it cannot be written. */
export async function tellOutcome(
  collection: Collection,
  { hoursNew, faults }: Outcome,
  { context: { stdout, stderr, tongue }, setting: { out }, isJson }: Telling,
): Promise<void> {
  if (isJson) {
    const checkpoints = collection.summaries.map(({ checkpoint, ...summary }) => ({
      ...checkpoint,
      hoursNew: hoursNew.get(checkpoint.id) ?? 0,
      ...summary,
    }));
    const told = faults.map(({ of, fault }) => ({ of, ...faultJson(fault, tongue) }));
    printJson(stdout, { period: collection.period, checkpoints, faults: told });
  } else stdout.write(pullTable(collection, hoursNew, tongue));
  if (out !== undefined) {
    const content = await out.format.write(collection);
    const file = writeFile(dirname(out.file), basename(out.file), content);
    if (!isJson) stdout.write(`${file}\n`);
  }
  // Last of all: the faults themselves may have left the screen.
  if (faults.length > 0) stderr.write(`${wrap(faultyWords(faults)[tongue])}\n`);
}

function faultyWords(faults: Outcome['faults']): Text {
  const [first, ...rest] = [...new Set(faults.map(({ of }) => of))];
  const named = rest.length < NAMED_AT_MOST ? [first, ...rest].join(', ') : `${first} …`;
  return {
    vi: `Chưa lấy được hết, cách sửa ở trên (${rest.length + 1}): ${named}`,
    en: `Not all could be taken, the remedies stand above (${rest.length + 1}): ${named}`,
  };
}

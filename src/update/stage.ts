import { open, readFile, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OUTSIDE } from '../domain/outside.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { replaceFile } from '../platform/replace-file.ts';
import type { Places } from './places.ts';

/** What the script goes by: which version gives way to which, and what it must not lose. */
export interface Plan {
  readonly from: string;
  readonly to: string;
  /** The packages of both. */
  readonly oldFile: string;
  readonly newFile: string;
  readonly config: string;
  readonly ledger: string;
  /** Seconds since 1970: a name for a ledger that must be set aside. */
  readonly now: number;
}

export const UNIT = 'checkpoint-update.service';

/** Lays all out for the script. The journal is last: from then on it is begun, after a power cut too. */
export async function stage(plan: Plan, { work, units }: Places, root: string): Promise<void> {
  makeFolder(work, 0o755);
  await replaceFile(join(work, 'swap.sh'), await readFile(join(root, 'deploy/update/swap.sh')), 0o755);
  await replaceFile(join(work, 'plan'), Buffer.from(planText(plan)), 0o644);
  for (const left of ['ill-before', 'ledger', 'ledger-wal', 'config', 'last.json'])
    await rm(join(work, left), { force: true });
  await installUnit(units, root);
  await replaceFile(join(work, 'journal'), Buffer.from('staged\n'), 0o644);
}

/** On the disk before the journal is: a unit that a power cut has left empty is as good as masked. */
async function installUnit(units: string, root: string): Promise<void> {
  const wants = join(units, 'multi-user.target.wants');
  for (const folder of [dirname(units), units, wants]) makeFolder(folder, 0o755);
  await replaceFile(join(units, UNIT), await readFile(join(root, 'deploy/update', UNIT)), 0o644);
  await rm(join(wants, UNIT), { force: true });
  await symlink(`../${UNIT}`, join(wants, UNIT));
  const folder = await open(wants, 'r');
  await folder.sync().finally(() => folder.close());
}

function planText({ from, to, oldFile, newFile, config, ledger, now }: Plan): string {
  const names = {
    FROM: from,
    TO: to,
    OLD: oldFile,
    NEW: newFile,
    CONFIG: config,
    LEDGER: ledger,
    NEWER: `${ledger}.newer-${now}`,
    OUTSIDE: OUTSIDE.join(' '),
  };
  return Object.entries(names)
    .map(([name, value]) => `${name}='${value.replaceAll("'", String.raw`'\''`)}'\n`)
    .join('');
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly type?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Only fetches a binary that we compile, and brings 30 packages. */
const NOT_AT_RUNTIME = new Set(['prebuild-install']);

export function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folders of all packages that `folder` reaches by its dependencies. npm brings more: optional peers, such as a compiler. */
export function usedFrom(folder: string): ReadonlySet<string> {
  const used = new Set<string>();
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of Object.keys(manifestOf(next).dependencies ?? {})) {
      const found = NOT_AT_RUNTIME.has(name) ? undefined : lookUp(next, name);
      if (found === undefined || used.has(found)) continue;
      used.add(found);
      waiting.push(found);
    }
  }
  return used;
}

/** The folders of all packages in a `node_modules`, and in those of the packages in it. */
export function packagesIn(modules: string): readonly string[] {
  if (!existsSync(modules)) return [];
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  const folders = names.flatMap((name) =>
    name.startsWith('@')
      ? readdirSync(join(modules, name)).map((own) => join(modules, name, own))
      : join(modules, name),
  );
  return folders.sort().flatMap((folder) => [folder, ...packagesIn(join(folder, 'node_modules'))]);
}

/** As Node does: beside the one who asks, then further up. */
function lookUp(from: string, name: string): string | undefined {
  const here = join(from, 'node_modules', name);
  if (existsSync(join(here, 'package.json'))) return here;
  return dirname(from) === from ? undefined : lookUp(dirname(from), name);
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readCatalog } from '../src/config/catalog.ts';
import { parseConfig } from '../src/config/parse.ts';
import type { Checkpoint } from '../src/domain/checkpoint.ts';

/** The package's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export const catalog = readCatalog(ROOT);

/** The checkpoint of `deploy/raspberry-pi/checkpoint.toml`. */
export function exampleCheckpoint(): Checkpoint {
  return checkpointOf(readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8'));
}

export function checkpointOf(toml: string): Checkpoint {
  const parsed = parseConfig(toml, catalog);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.checkpoint;
}

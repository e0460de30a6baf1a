import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Drawings of `static/icons` by name, each read once. */
export function createIcons(root: string): (name: string) => string {
  const read = new Map<string, string>();
  return (name) => {
    const drawing =
      read.get(name) ?? readFileSync(join(root, 'static', 'icons', `${name}.svg`), 'utf8').trim();
    read.set(name, drawing);
    return drawing;
  };
}

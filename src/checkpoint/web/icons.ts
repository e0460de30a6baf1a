import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Drawings of `static/icons` by name, each read once. What all of them say of their lines, so that a file can be looked at alone, the
 * style says for a page (`.icon`): twenty times over it was a fifth of what an old phone had to read before it showed anything.
 */
export function createIcons(root: string): (name: string) => string {
  const read = new Map<string, string>();
  return (name) => {
    const drawing =
      read.get(name) ?? inPage(readFileSync(join(root, 'static', 'icons', `${name}.svg`), 'utf8').trim());
    read.set(name, drawing);
    return drawing;
  };
}

function inPage(drawing: string): string {
  return drawing.replace(
    /^<svg[^>]*>/,
    '<svg class="icon" viewBox="0 0 48 48" stroke="currentColor" aria-hidden="true" focusable="false">',
  );
}

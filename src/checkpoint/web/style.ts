import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one style of all pages, and the source that a Content-Security-Policy must allow for it: `'sha256-…'`. */
export function readStyle(root: string): { readonly css: string; readonly source: string } {
  const css = minify(readFileSync(join(root, 'views', 'style.css'), 'utf8'));
  return { css, source: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}

function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}

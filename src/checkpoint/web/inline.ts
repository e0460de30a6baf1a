import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What stands in the pages themselves, and the source by which a Content-Security-Policy lets it: `'sha256-…'`. */
export interface Inline {
  readonly text: string;
  readonly source: string;
}

/** The one style of all of the traveler's pages; the officer's page lays `report.css` over it. */
export function readStyle(root: string, ...more: readonly 'report.css'[]): Inline {
  const sheets = ['style.css', ...more].map((name) => readFileSync(join(root, 'views', name), 'utf8'));
  return inline(minify(sheets.join('\n')));
}

/** The traveler's pages' one script, which nothing depends on. */
export function readScript(root: string): Inline {
  return inline(compact(readFileSync(join(root, 'views', 'read-aloud.js'), 'utf8')));
}

function inline(text: string): Inline {
  return { text, source: `'sha256-${createHash('sha256').update(text).digest('base64')}'` };
}

/** Without comments and indentation; lines stay, as a script may lean on their ends. */
function compact(script: string): string {
  return script
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s+/gm, '')
    .trim();
}

function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}

/**
 * Where each key of a TOML file stands: dotted path -> line, counted from 1. The parser tells positions of syntax errors
 * only, and a technician needs them for every fault. A key inside an inline table is found by its own line's key.
 */
export function linesOf(toml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let table: readonly string[] = [];
  toml.split('\n').forEach((line, index) => {
    const header = /^\s*\[\[?\s*([^[\]]+?)\s*\]\]?/.exec(line)?.[1];
    const key = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(line)?.[1];
    if (header !== undefined) table = splitKey(header);
    const path = header !== undefined ? table : key !== undefined ? [...table, ...splitKey(key)] : [];
    for (let length = path.length; length > 0; length--) {
      const spelled = path.slice(0, length).join('.');
      if (!lines.has(spelled)) lines.set(spelled, index + 1);
    }
  });
  return lines;
}

/** The line of a path, or of the nearest thing around it that has one. */
export function lineOf(lines: ReadonlyMap<string, number>, path: readonly string[]): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const line = lines.get(path.slice(0, length).join('.'));
    if (line !== undefined) return line;
  }
  return undefined;
}

function splitKey(key: string): string[] {
  return key.split('.').map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

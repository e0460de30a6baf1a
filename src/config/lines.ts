/** A table's header: `[uplink]`, or `[[checkpoint.contacts]]` for one of a list. */
const HEADER = /^\s*(\[\[?)\s*([^[\]]+?)\s*\]/;
/** A key in front of its `=`: bare, quoted or dotted. */
const KEY = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/;

/**
 * Where each key of a TOML file stands: dotted path -> line, counted from 1. The parser tells positions of syntax errors
 * only, and a technician needs them for every fault. A key inside an inline table is found by its own line's key.
 */
export function linesOf(toml: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const pathOf = createReader();
  toml.split('\n').forEach((text, index) => {
    const path = pathOf(text);
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

/** Reads one line after the other: the whole path of the header or key on it, empty where there is none. */
function createReader(): (line: string) => readonly string[] {
  const seen = new Map<string, number>();
  let table: readonly string[] = [];
  return (line) => {
    const [, brackets, header] = HEADER.exec(line) ?? [];
    if (header === undefined) {
      const key = KEY.exec(line)?.[1];
      return key === undefined ? [] : [...table, ...split(key)];
    }
    table = split(header);
    if (brackets === '[[') {
      // The second `[[checkpoint.contacts]]` is `checkpoint.contacts.1`.
      const number = seen.get(header) ?? 0;
      seen.set(header, number + 1);
      table = [...table, String(number)];
    }
    return table;
  };
}

function split(key: string): string[] {
  return key.split('.').map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

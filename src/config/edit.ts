/** A value, and a comment behind it: a "#" in quotes is none. */
const VALUE = /^((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'])*?)(\s*#.*)?$/;

/**
 * Writes one setting into the text of a TOML file and leaves all else as it is, comments too: over its line, over one that stands
 * behind a "#", or below its table's header. Undefined puts it behind a "#". A value over several lines is not understood: whoever
 * edits parses the text again.
 */
export function setKey(toml: string, [table, key]: readonly [string, string], value?: string): string {
  const lines = toml.split('\n');
  const header = lines.findIndex((line) => line.trim().replace(/\s*#.*$/, '') === `[${table}]`);
  if (header < 0) return value === undefined ? toml : `${toml.trimEnd()}\n\n[${table}]\n${key} = ${value}\n`;
  const end = lines.findIndex((line, index) => index > header && /^\s*(# ?)?\[/.test(line));
  const within = lines.slice(header + 1, end < 0 ? undefined : end);
  const find = (start: string) =>
    within.findIndex((line) => new RegExp(`^\\s*${start}${key}\\s*=`).test(line));
  const [written, behind] = [find(''), find('#\\s*')];
  if (value === undefined) {
    if (written >= 0) lines.splice(header + 1 + written, 1, `# ${within[written]}`);
  } else if (written >= 0 || behind >= 0) {
    const at = written >= 0 ? written : behind;
    lines.splice(header + 1 + at, 1, `${key} = ${value}${commentOf(within[at] ?? '')}`);
  } else {
    lines.splice(header + 1, 0, `${key} = ${value}`);
  }
  return lines.join('\n');
}

function commentOf(line: string): string {
  const value = line.replace(/^\s*(#\s*)?[\w-]+\s*=\s*/, '');
  return VALUE.exec(value)?.[2] ?? '';
}

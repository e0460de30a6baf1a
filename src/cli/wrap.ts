const COLUMNS = 80;

/** The text with no line over 80 columns, where its words allow it; what goes on is set in by eight. */
export function wrap(text: string): string {
  return text.split('\n').map(wrapLine).join('\n');
}

function wrapLine(line: string): string {
  const [, indent = '', rest = ''] = /^( *)(.*)$/s.exec(line) ?? [];
  const rows = rest.split(' ').reduce<string[]>((done, word) => {
    const last = done.at(-1);
    if (last === undefined) return [indent + word];
    const longer = `${last} ${word}`;
    return longer.length <= COLUMNS ? [...done.slice(0, -1), longer] : [...done, `        ${word}`];
  }, []);
  return rows.join('\n');
}

const COLUMNS = 80;

/** The text with no line over 80 columns, where its words allow it; what goes on is set in by eight. */
export function wrap(text: string): string {
  return text.split('\n').flatMap(wrapLine).join('\n');
}

function wrapLine(line: string): string[] {
  const rows: string[] = [];
  // A line's own indent stays with its first word.
  for (const word of line.split(/(?<=\S) /)) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (rows.length === 0) rows.push(word);
    else if (longer.length <= COLUMNS) rows[rows.length - 1] = longer;
    else rows.push(`        ${word}`);
  }
  return rows;
}

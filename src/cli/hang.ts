const COLUMNS = 80;

/** The text as lines of 80 columns at most behind a first word or words, set in under its own beginning. */
export function hang(before: string, text: string): string {
  const room = COLUMNS - before.length;
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (rows.length === 0 || longer.length > room) rows.push(word);
    else rows[rows.length - 1] = longer;
  }
  const inset = ' '.repeat(before.length);
  return rows.map((row, index) => `${index === 0 ? before : inset}${row}\n`).join('');
}

/** The text on one line, cut where 80 columns end. */
export function cut(text: string): string {
  return text.length <= COLUMNS ? `${text}\n` : `${text.slice(0, COLUMNS - 1)}…\n`;
}

type WidthOf = (text: string) => number;

/**
 * Breaks a text into lines that are no wider than `width`: between words, and within a word only where it is wider than a line by
 * itself, as a long address may be. A line holds one letter at least.
 */
export function wrap(text: string, width: number, widthOf: WidthOf): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
    } else {
      const pieces = broken(word, width, widthOf);
      lines.push(...[line, ...pieces.slice(0, -1)].filter(Boolean));
      line = pieces.at(-1) ?? '';
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word in pieces that fit; most are one piece. */
function broken(word: string, width: number, widthOf: WidthOf): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && widthOf(piece + letter) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

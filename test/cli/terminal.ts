/** Pixels of half a letter's height, and of a whole letter's width: halves are square in most fonts. */
const HALF = 6;

export type Ground = 'black' | 'white';

/**
 * A picture, as PGM, of what a terminal on this ground shows of block letters; all others are left out. Of colours (ECMA-48) it
 * knows black on white, and its own.
 */
export function photograph(text: string, ground: Ground): Buffer {
  const rows = text.split('\n').flatMap((line) => halvesOf(line, ground));
  const width = Math.max(...rows.map((row) => row.length)) + 10;
  const lines = rows.map((row) => {
    const full = [...row, ...Array<number>(width - row.length).fill(SHADES[ground])];
    return Buffer.from(full.flatMap((shade) => Array<number>(HALF).fill(shade)));
  });
  return Buffer.concat([
    Buffer.from(`P5 ${width * HALF} ${lines.length * HALF} 255\n`),
    ...lines.flatMap((line) => Array<Buffer>(HALF).fill(line)),
  ]);
}

const SHADES = { black: 0, white: 255 } as const;

/** The upper and the lower halves of a line's letters, as shades. */
function halvesOf(line: string, ground: Ground): [number[], number[]] {
  const halves: [number[], number[]] = [[], []];
  for (const [index, piece] of line.split('\u001b[').entries()) {
    const [, colours = '', letters = ''] = (index > 0 && /^([\d;]*)m(.*)/.exec(piece)) || ['', '0', piece];
    const back = SHADES[colours === '30;47' ? 'white' : ground];
    for (const letter of letters) {
      halves[0].push('▀█'.includes(letter) ? 255 - back : back);
      halves[1].push('▄█'.includes(letter) ? 255 - back : back);
    }
  }
  return halves;
}

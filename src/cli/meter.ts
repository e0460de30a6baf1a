import type { Context } from './command.ts';

/** Tells every tenth of something long: in lines, as a terminal over a bad link is no place to draw on. */
export function createMeter({ stdout, tongue }: Context): (have: number, whole: number) => void {
  let told = 0;
  return (have, whole) => {
    const tenth = whole > 0 ? Math.floor((have * 10) / whole) : 0;
    if (tenth <= told) return;
    told = tenth;
    stdout.write(`${tongue === 'vi' ? 'đã tải' : 'fetched'} ${tenth * 10} %\n`);
  };
}

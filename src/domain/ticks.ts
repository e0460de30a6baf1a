/** What an axis has room for on a phone, the zero included. */
const TICKS_AT_MOST = 6;

/** Marks of an axis for counts: from zero to the first that is not below `max`, in steps of 1, 2 or 5 times a power of ten. */
export function roundTicks(max: number): readonly number[] {
  const step = roundStep(Math.max(max, 1) / (TICKS_AT_MOST - 1));
  const steps = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

/** The smallest of them that is not below `least`, and a whole number, as nobody is counted by halves. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? 10 * power;
}

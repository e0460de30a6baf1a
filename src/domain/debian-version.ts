/**
 * Which of two versions is the newer one, by Debian's rules (deb-version(7)): below zero where `a` is older. `1.0~rc1` comes before
 * `1.0`, and 10 after 9.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  return (
    left.epoch - right.epoch ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

function partsOf(version: string) {
  const [, epoch = '0', upstream = '', revision = ''] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/.exec(version) ?? [];
  return { epoch: Number(epoch), upstream, revision };
}

/** By turns what is no digit, letter by letter, and what is, as a number. */
function compareParts(a: string, b: string): number {
  const [left, right] = [piecesOf(a), piecesOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const [[words = '', digits = ''] = [], [others = '', more = ''] = []] = [left[index], right[index]];
    const order = compareWords(words, others) || Number(digits) - Number(more);
    if (order !== 0) return order;
  }
  return 0;
}

function piecesOf(part: string): [string, string][] {
  return [...part.matchAll(/(\D*)(\d*)/g)].map(([, words = '', digits = '']) => [words, digits]);
}

function compareWords(a: string, b: string): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const order = weightOf(a[index]) - weightOf(b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

/** A tilde comes before the end of the text, letters before all other signs. */
function weightOf(sign: string | undefined): number {
  if (sign === undefined) return 0;
  if (sign === '~') return -1;
  const code = sign.charCodeAt(0);
  return /[A-Za-z]/.test(sign) ? code : code + 256;
}

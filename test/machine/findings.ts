/** One thing that a trial looked at. Times are the emulated machine's own, of one core and a milliard instructions a second. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly detail: string;
}

export function parseFinding(line: string): Finding | undefined {
  const at = line.indexOf('{"name"');
  if (at < 0) return undefined;
  try {
    return JSON.parse(line.slice(at)) as Finding;
  } catch {
    return undefined;
  }
}

/** One line of what it found. */
export function told({ name, ok, seconds, detail }: Finding): string {
  return `${ok ? 'holds' : 'FAILS'}: ${name}, ${seconds.toFixed(1)} s ${detail}`;
}

/** What each took, in a column. */
export function tellTimes(findings: readonly Finding[]): void {
  const rows = findings.map(
    ({ name, ok, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${ok ? ' ' : 'x'} ${name}`,
  );
  process.stdout.write(`\n${rows.join('\n')}\n\n`);
}

/** What did not hold, and why. */
export function faultsOf(findings: readonly Finding[]): readonly string[] {
  return findings.filter(({ ok }) => !ok).map(({ name, detail }) => `${name}: ${detail}`);
}

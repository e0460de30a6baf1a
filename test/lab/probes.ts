import { readFileSync } from 'node:fs';

/** One row of what phones ask to learn whether they are online; see the columns in the file itself. */
export interface Probe {
  readonly vendor: string;
  readonly os: string;
  readonly scheme: 'http' | 'https' | 'dns';
  readonly host: string;
  readonly path: string;
  readonly userAgent: string | null;
  readonly online: {
    readonly status: number | null;
    readonly body: string | null;
    readonly headers: Readonly<Record<string, string>>;
  };
}

export function readProbes(scheme: Probe['scheme']): Probe[] {
  const file = new URL('../fixtures/probes.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as Probe[]).filter((probe) => probe.scheme === scheme);
}

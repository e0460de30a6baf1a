import { join } from 'node:path';
import { REPOSITORY } from '../build.ts';
import { run } from '../command.ts';
import type { Place } from '../namespace.ts';

/** By the number that a question names them with; `HTTPS` is what iPhones ask for first (RFC 9460). */
export const RECORD = { A: 1, AAAA: 28, HTTPS: 65, SVCB: 64, TXT: 16 } as const;

export interface DnsAnswer {
  /** 0 for "yes, and these are the records", 3 for NXDOMAIN, -1 for no answer at all. */
  readonly code: number;
  /** `data` in hexadecimal: an address of 4 or 16 bytes. */
  readonly records: readonly { readonly ttlSeconds: number; readonly data: string }[];
}

/** Asks a server for records of a name, from there. */
export async function query(place: Place, name: string, type: keyof typeof RECORD): Promise<DnsAnswer> {
  const program = join(REPOSITORY, 'dist/lab/query.js');
  const words = [program, name, String(RECORD[type]), '10.77.0.1'];
  return JSON.parse(await run(place.at([process.execPath, ...words]))) as DnsAnswer;
}

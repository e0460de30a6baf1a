import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { xlsx } from './xlsx.ts';

/** The first is what a client gets that asks for nothing in particular. */
export const FORMATS: readonly [Format, ...Format[]] = [json, csv, xlsx];

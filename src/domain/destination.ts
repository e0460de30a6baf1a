import type { Family } from './family.ts';
import { firstOf, type Language } from './language.ts';

/** `site`: a declaration or service on the web; `app`: one from a store; `material`: leaflets and instructions for the staff. */
export const KINDS = ['site', 'app', 'material'] as const;

export type Kind = (typeof KINDS)[number];

/** A place that the guide leads to. */
export interface Destination {
  readonly id: string;
  readonly kind: Kind;
  /** File name in `static/icons`, without `.svg`. */
  readonly icon: string;
  /** Where `/go/<id>` leads and what the QR code holds. */
  readonly url: string;
  /** What the checkpoint asks over its uplink to see whether the place still answers. */
  readonly check: string;
  /** What a person types or searches for. */
  readonly label: string;
  /** Names that a captive client may reach, their subdomains included. */
  readonly hosts: readonly string[];
  /** The addresses of an app in the stores; a phone opens them only once it is online. */
  readonly stores: Readonly<Partial<Record<Store, string>>>;
  /** Whether its app reads the checkpoint's own location QR ("Quét QR"). */
  readonly scans: boolean;
  /** The provinces that it is for; empty: the whole country. */
  readonly provinces: readonly string[];
  /** One drawing a step, by file name in `static/icons`; a step may have none. */
  readonly drawings: readonly (string | undefined)[];
  readonly text: Readonly<Record<Language, DestinationText>>;
}

/** `{label}` stands for the destination's label, `{store}` for the store of the reader's phone. */
export interface DestinationText {
  /** What the traveler does: "Khai báo y tế". */
  readonly name: string;
  /** One sentence with all they must remember. */
  readonly purpose: string;
  readonly steps: readonly string[];
  /** How its app reads the location QR; only where it does. */
  readonly scan?: readonly string[] | undefined;
}

export const STORES = ['android', 'iphone'] as const;

export type Store = (typeof STORES)[number];

/** The stores that a phone of this kind can use: its own, or both where it has none of them or does not tell. */
export function storesFor(family: Family): readonly Store[] {
  if (family === 'android') return ['android'];
  return family === 'apple' ? ['iphone'] : STORES;
}

/** Its words in a language, or in the nearest that it has. */
export function destinationText({ id, text }: Destination, language: Language): DestinationText {
  return firstOf(text, language) ?? { name: id, purpose: '', steps: [] };
}

/** The road, before the officer: the first two that are no material. More would not be read by a driver in a queue. */
export function roadOf<Row extends Pick<Destination, 'kind'>>(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ kind }) => kind !== 'material').slice(0, 2);
}

/** Whether it is for a checkpoint in this province; one that names no province may use any. */
export function isFor({ provinces }: Pick<Destination, 'provinces'>, province: string | undefined): boolean {
  if (provinces.length === 0 || province === undefined) return true;
  return provinces.some((name) => plain(name) === plain(province));
}

/** The config's own, and then those of ours for this province that it leaves out: a traveler brings any app, and staff need all material. */
export function everyOf(
  { destinations, province }: { destinations: readonly Destination[]; province: string | undefined },
  shipped: ReadonlyMap<string, Destination>,
): readonly Destination[] {
  const named = new Set(destinations.map(({ id }) => id));
  const others = [...shipped.values()].filter((row) => !named.has(row.id) && isFor(row, province));
  return [...destinations, ...others];
}

/** "Tỉnh Thanh Hoá" and "Thanh Hóa" are one province: marks stand in two places, and the word before it is often left out. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/^(tinh|thanh pho|tp\.?)\s+/, '')
    .trim();
}

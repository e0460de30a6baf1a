import type { DestinationText, Kind, Store } from './destination.ts';
import type { PrintWords } from './print-words.ts';

/** The faults that a traveler may be told of: each locale has words for every one. */
export const FAULT_WORDS = [
  'notFound',
  'badRequest',
  'methodNotAllowed',
  'tooLarge',
  'gateFull',
  'gateDown',
  'allowanceUsed',
  'unknownClient',
  'internal',
] as const;

export type FaultWords = (typeof FAULT_WORDS)[number];

/** The words of one language: one file in `views/locales`. Templates read the rest of it by name. */
export interface Locale {
  readonly languageName: string;
  /** `unreviewed`: a draft that nobody whose language it is has read. */
  readonly status: 'complete' | 'unreviewed';
  /** What the stores call themselves; `either` is for a reader whose phone is not known. */
  readonly stores: Readonly<Record<Store | 'either', string>>;
  /** The words of a destination that brings none of its own, as one that a config adds. */
  readonly kinds: Readonly<Record<Kind, DestinationText>>;
  readonly errors: Readonly<Record<FaultWords, { title: string; text: string; next: string }>>;
  readonly header: { readonly title: string };
  readonly steps: { readonly title: string; readonly show: string; readonly showText: string };
  readonly accept: { readonly button: string };
  readonly checkIn: { readonly how: string };
  readonly privacy: { readonly text: string };
  /** The words on paper; a language without them is not printed. */
  readonly print?: PrintWords | undefined;
  readonly [key: string]: unknown;
}

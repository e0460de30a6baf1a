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
  readonly errors: Readonly<Record<FaultWords, { title: string; text: string; next: string }>>;
  readonly [key: string]: unknown;
}

import type { Language } from './language.ts';

/** The most important first. */
export const IMPORTANCES = ['urgent', 'important', 'normal'] as const;

export type Importance = (typeof IMPORTANCES)[number];

/** An official word to travelers, so that rumours find no room. */
export interface Notice {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  readonly importance: Importance;
  /** The local date that stands under it: `2021-02-07`. */
  readonly date: string;
  /** The last local date on which it is shown. */
  readonly expires: string;
  readonly text: Readonly<Record<Language, NoticeText>>;
}

export interface NoticeText {
  readonly title: string;
  /** Who says so: an office, never a person. */
  readonly source: string;
  /** Markdown. */
  readonly body: string;
}

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

/** In characters. What is longer is refused, never cut: half a sentence of an office may say the opposite. */
export const NOTICE_BOUNDS = { title: 120, source: 80, body: 2500 } as const;

/** A traveler reads one, perhaps two. Ten full ones in Khmer, the largest on the wire, stay a page of some 20 KB. */
export const NOTICES_AT_MOST = 10;

/** A notice, and which of the two ways it came. */
export interface HeldNotice extends Notice {
  /** `folder`: a file on this box; `bundle`: signed by the district. */
  readonly from: 'folder' | 'bundle';
}

/**
 * Those that hold on a local date, the most important first, then the newest. The last day counts; a clock that was never set
 * lies before every notice, and shows it. A file on the box stands for the district's notice of the same id: whoever can write
 * there could change the district's key too, and must be able to correct a mistake while the uplink is down. When the file
 * has expired, the district's is shown again.
 */
export function holdingOn(
  today: string,
  { folder, bundle }: { readonly folder: readonly Notice[]; readonly bundle: readonly Notice[] },
): readonly HeldNotice[] {
  const onSite = folder.filter(({ expires }) => today <= expires);
  const ids = new Set(onSite.map(({ id }) => id));
  const signed = bundle.filter(({ id, expires }) => today <= expires && !ids.has(id));
  const all = [
    ...onSite.map((notice) => ({ ...notice, from: 'folder' as const })),
    ...signed.map((notice) => ({ ...notice, from: 'bundle' as const })),
  ];
  return all.sort(compare);
}

function compare(a: Notice, b: Notice): number {
  const byImportance = IMPORTANCES.indexOf(a.importance) - IMPORTANCES.indexOf(b.importance);
  return byImportance || compareText(b.date, a.date) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

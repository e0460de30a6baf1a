/** A BCP 47 tag that has a file in `views/locales`: `vi`, `en`. */
export type Language = string;

/** The languages that every text of ours has. Whoever reads another one but these gets English before Vietnamese. */
const COMPLETE = ['en', 'vi'] as const;

/** The language that a query names, where the checkpoint offers it. Anything else a stranger writes is no language. */
export function chosenLanguage(asked: unknown, offered: readonly Language[]): Language | undefined {
  return offered.find((language) => language === asked);
}

/** The languages in which a reader of this one is told a thing, the best first. */
export function readingOrder(language: Language): readonly Language[] {
  return [...new Set([language, ...(language === 'vi' ? [] : COMPLETE), 'vi', 'en'])];
}

/** What a text is in a language, else in the nearest one that it has. */
export function firstOf<Text>(texts: Readonly<Record<Language, Text>>, language: Language): Text | undefined {
  const tag = nearestOf(texts, language);
  return tag === undefined ? undefined : texts[tag];
}

/** The language in which a reader of this one is told a text. */
export function nearestOf(
  texts: Readonly<Record<Language, unknown>>,
  language: Language,
): Language | undefined {
  return [...readingOrder(language), ...Object.keys(texts)].find((tag) => Object.hasOwn(texts, tag));
}

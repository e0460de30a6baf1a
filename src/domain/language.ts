/** A BCP 47 tag that has a file in `views/locales`: `vi`, `en`. */
export type Language = string;

/** The language that a query names, where the checkpoint offers it. Anything else a stranger writes is no language. */
export function chosenLanguage(asked: unknown, offered: readonly Language[]): Language | undefined {
  return offered.find((language) => language === asked);
}

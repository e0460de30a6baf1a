import { type Destination, destinationText, STORES, storesFor } from '../../../domain/destination.ts';
import type { Family } from '../../../domain/family.ts';
import { fillIn } from '../../../domain/fill-in.ts';
import type { Language } from '../../../domain/language.ts';
import type { Locale } from '../../../domain/locale.ts';
import type { Codes } from './codes.ts';

/** Whom a destination is explained to. */
export interface Reader {
  readonly language: Language;
  readonly family: Family;
  readonly locale: Locale;
}

/** A destination as the templates see it, in the words of the reader's phone. */
export function viewOf(
  destination: Destination,
  { language, family, locale }: Reader,
  { codes, isDead }: { codes: Codes; isDead: (id: string) => boolean },
) {
  const { id, kind, icon, label, url, stores, drawings } = destination;
  const own = storesFor(family);
  const names = { label, store: own.length === 1 && own[0] ? locale.stores[own[0]] : locale.stores.either };
  const { name, purpose, steps, scan = [] } = destinationText(destination, language);
  return {
    id,
    kind,
    icon,
    label,
    /** What its own code opens: an app that is in no store yet has a page all the same. */
    opens: kind === 'app' ? new URL(url).hostname : label,
    isDead: isDead(id),
    name: fillIn(name, names),
    purpose: fillIn(purpose, names),
    steps: steps.map((text, index) => ({ text: fillIn(text, names), icon: drawings[index] })),
    scan: destination.scans ? scan.map((text) => fillIn(text, names)) : [],
    qr: codes.get(url) ?? '',
    goHref: `/go/${id}`,
    guideHref: `/guide/${id}?lang=${language}`,
    /** Those that this phone can open. */
    stores: own
      .filter((store) => stores[store] !== undefined)
      .map((store) => ({ name: locale.stores[store], goHref: `/go/${id}?store=${store}` })),
    /** For the phones of others, of whatever kind: the app in each store. */
    codes: STORES.flatMap((store) => {
      const address = stores[store];
      return address === undefined ? [] : [{ name: locale.stores[store], qr: codes.get(address) ?? '' }];
    }),
  };
}

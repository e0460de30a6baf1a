import { type Destination, type DestinationText, destinationText, type Kind } from '../domain/destination.ts';
import type { Language } from '../domain/language.ts';
import type { Catalog } from './catalog.ts';
import type { OwnDestination, Written } from './schema.ts';

/** How a destination of a kind looks that brings no drawings: one for each step of the locale's `kinds`. */
const LOOKS: Readonly<Record<Kind, { readonly icon: string; readonly drawings: readonly string[] }>> = {
  site: { icon: 'declare', drawings: ['browser', 'form', 'show'] },
  app: { icon: 'app', drawings: ['store', 'search', 'tap'] },
  material: { icon: 'guide', drawings: ['browser', 'guide'] },
};

type Shipped = Pick<Catalog, 'destinations' | 'locales'>;

/** The destinations that a config shows, in its order: ours, its own, and ours as it changes them. */
export function destinationsOf(
  { destinations, destination }: Pick<Written, 'destinations' | 'destination'>,
  shipped: Shipped,
): readonly Destination[] {
  return destinations.flatMap((id) => {
    const base = shipped.destinations.get(id);
    const own = destination[id];
    const row = base ?? fresh(id, own, shipped);
    return row ? [own ? merge(row, own) : row] : [];
  });
}

/** One that does not ship, with the words and the look of its kind; undefined where the config has no address for it. */
function fresh(id: string, own: OwnDestination | undefined, { locales }: Shipped): Destination | undefined {
  const { kind = 'site', url } = own ?? {};
  if (url === undefined) return undefined;
  const text = Object.fromEntries([...locales].map(([language, { kinds }]) => [language, kinds[kind]]));
  return {
    id,
    kind,
    url,
    check: url,
    label: new URL(url).hostname,
    hosts: [new URL(url).hostname],
    stores: {},
    scans: false,
    provinces: [],
    ...LOOKS[kind],
    text,
  };
}

/** A destination as the config has it: what it writes holds, and all else stays. */
function merge(base: Destination, own: OwnDestination): Destination {
  const { name, purpose, steps, url = base.url, stores = {}, ...rest } = own;
  const moved = own.url !== undefined;
  const texts = [name, purpose, steps];
  const languages = [...Object.keys(base.text), ...texts.flatMap((text) => Object.keys(text ?? {}))];
  const isNewRoad = steps !== undefined && own.drawings === undefined;
  return {
    ...base,
    ...defined(rest),
    url,
    check: own.check ?? (moved ? url : base.check),
    hosts: own.hosts ?? (moved ? [new URL(url).hostname] : base.hosts),
    stores: { ...base.stores, ...defined(stores) },
    drawings: isNewRoad ? [] : (own.drawings ?? base.drawings),
    text: Object.fromEntries(
      [...new Set(languages)].map((language) => [language, mergeText(base, own, language)]),
    ),
  };
}

function mergeText(base: Destination, own: OwnDestination, language: Language): DestinationText {
  const shipped = destinationText(base, language);
  return {
    ...shipped,
    name: own.name?.[language] ?? shipped.name,
    purpose: own.purpose?.[language] ?? shipped.purpose,
    steps: own.steps?.[language] ?? shipped.steps,
  };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function defined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<
    Defined<T>
  >;
}

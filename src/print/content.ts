import { type Checkpoint, type Contact, nameIn } from '../domain/checkpoint.ts';
import { type Destination, destinationText, everyOf, roadOf } from '../domain/destination.ts';
import { fillIn } from '../domain/fill-in.ts';
import type { PrintWords } from '../domain/print-words.ts';
import { wifiCode } from '../domain/wifi-code.ts';
import type { Voice } from './voices.ts';

/** The same thing in each language of the paper, the big one first; said once where they say it alike. */
export type Said = readonly string[];

/** A step of the road. */
export interface Stop {
  readonly icon: string;
  readonly name: Said;
  readonly purpose: Said;
  /** How it is done, one after the other. */
  readonly steps: readonly Said[];
  /** Undefined for the officer. */
  readonly code: { readonly text: string; readonly label: string } | undefined;
}

export interface Content {
  readonly voices: readonly [Voice, ...Voice[]];
  readonly title: Said;
  readonly place: Said;
  readonly ssid: string;
  /** The text of the QR code that joins the WiFi. */
  readonly wifi: string;
  readonly button: Said;
  /** What a person types: the guide's name, and its address for where no name is known. */
  readonly address: string;
  readonly ip: string;
  /** The kit's own words, filled in. */
  say(pick: (words: PrintWords) => string): Said;
  /** The same for a list, item by item. */
  list(pick: (words: PrintWords) => readonly string[]): readonly Said[];
  readonly stepsTitle: Said;
  readonly stops: readonly Stop[];
  readonly location: Location | undefined;
  readonly contacts: readonly Contact[];
  readonly materials: readonly { readonly label: string; readonly name: Said }[];
  readonly privacy: Said;
}

/** The place's own code, and how each app reads it. */
export interface Location {
  readonly text: string;
  /** Over how each app reads it. */
  readonly how: Said;
  readonly apps: readonly { readonly label: string; readonly scan: Said }[];
}

/** What the sheets say. */
export function contentOf(
  checkpoint: Checkpoint,
  heard: Content['voices'],
  shipped: ReadonlyMap<string, Destination>,
): Content {
  const { access, guest, portal } = checkpoint;
  const address = `http://${guest.portalName}`;
  const [first, ...others] = heard.map((voice) => withNames(voice, checkpoint, address));
  if (!first) throw new Error('paper needs a language');
  const voices: Content['voices'] = [first, ...others];
  const inAll = (pick: (voice: Voice) => string): Said => [...new Set(voices.map(pick))];
  const stops = stopsOf(checkpoint, voices);
  return {
    voices,
    title: inAll(({ locale }) => locale.header.title),
    place: inAll(({ language }) => nameIn(checkpoint, language)),
    ssid: access.ssid,
    wifi: wifiCode(access.ssid),
    button: inAll(({ locale }) => locale.accept.button),
    address,
    ip: portal.origins.ipv4,
    say: (pick) => inAll(({ words }) => pick(words)),
    list: (pick) => itemByItem(voices.map(({ words }) => pick(words))),
    stepsTitle: inAll(({ locale }) => fillIn(locale.steps.title, { n: String(stops.length) })),
    stops,
    location: locationOf(checkpoint, voices, shipped),
    contacts: checkpoint.contacts,
    materials: everyOf(checkpoint, shipped)
      .filter(({ kind }) => kind === 'material')
      .map((row) => ({ label: row.label, name: inAll((voice) => wordsOf(row, voice).name) })),
    privacy: inAll(({ locale }) => locale.privacy.text),
  };
}

/** A language's words with this checkpoint's names in them. */
function withNames(voice: Voice, checkpoint: Checkpoint, address: string): Voice {
  const names = {
    ssid: checkpoint.access.ssid,
    address,
    button: voice.locale.accept.button,
    place: nameIn(checkpoint, voice.language),
  };
  const filled = (value: unknown): unknown => {
    if (typeof value === 'string') return fillIn(value, names);
    if (Array.isArray(value)) return value.map(filled);
    return Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, filled(inner)]));
  };
  return { ...voice, words: filled(voice.words) as PrintWords };
}

/** Lists in several languages as one list of what is said; as long as the first one. */
function itemByItem([first = [], ...others]: readonly (readonly string[])[]): readonly Said[] {
  return first.map((item, index) => [...new Set([item, ...others.flatMap((list) => list[index] ?? [])])]);
}

/** As on the guide: the road, and the officer at its end. */
function stopsOf({ destinations }: Checkpoint, voices: Content['voices']): readonly Stop[] {
  const inAll = (pick: (voice: Voice) => string): Said => [...new Set(voices.map(pick))];
  return [
    ...roadOf(destinations).map((row) => ({
      icon: row.icon,
      name: inAll((voice) => wordsOf(row, voice).name),
      purpose: inAll((voice) => wordsOf(row, voice).purpose),
      steps: itemByItem(voices.map((voice) => wordsOf(row, voice).steps)),
      code: { text: row.url, label: row.label },
    })),
    {
      icon: 'show',
      name: inAll(({ locale }) => locale.steps.show),
      purpose: inAll(({ locale }) => locale.steps.showText),
      steps: [],
      code: undefined,
    },
  ];
}

function locationOf(
  checkpoint: Checkpoint,
  voices: Content['voices'],
  shipped: ReadonlyMap<string, Destination>,
): Location | undefined {
  const { locationQr } = checkpoint;
  if (locationQr === undefined) return undefined;
  const apps = everyOf(checkpoint, shipped)
    .filter(({ scans }) => scans)
    .map((row) => ({
      label: row.label,
      scan: [...new Set(voices.map((voice) => wordsOf(row, voice).scan.join(' ')))],
    }));
  const how = [...new Set(voices.map(({ locale }) => locale.checkIn.how))];
  return { text: locationQr, how, apps };
}

/** In the words for a reader whose phone is not known. */
function wordsOf(row: Destination, { language, locale }: Voice) {
  const { name, purpose, steps, scan = [] } = destinationText(row, language);
  const said = (text: string) => fillIn(text, { label: row.label, store: locale.stores.either });
  return { name: said(name), purpose: said(purpose), steps: steps.map(said), scan: scan.map(said) };
}

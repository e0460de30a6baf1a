import { type Checkpoint, nameIn } from '../../../domain/checkpoint.ts';
import { type Destination, everyOf, roadOf } from '../../../domain/destination.ts';
import type { Family } from '../../../domain/family.ts';
import { fillIn } from '../../../domain/fill-in.ts';
import type { Language } from '../../../domain/language.ts';
import type { FaultWords, Locale } from '../../../domain/locale.ts';
import type { ClientState } from '../../../domain/session.ts';
import type { UplinkState } from '../../../domain/uplink.ts';
import { createIcons } from '../icons.ts';
import { type Codes, drawCodes } from './codes.ts';
import type { Content } from './content.ts';
import { viewOf } from './destination-view.ts';

/** Which page: the template, and everything that its text depends on. Few enough that each is made once and kept. */
export interface PageRequest {
  readonly template: 'guide' | 'connected' | 'destination' | 'check-in' | 'notices' | 'error';
  readonly language: Language;
  readonly state: ClientState;
  readonly uplink: UplinkState;
  readonly family: Family;
  /** Whether the page offers to be read aloud: what does so costs an old phone some of the time before it shows anything. */
  readonly canSpeak: boolean;
  /** The destination's id for `destination`, a key of the locale's `errors` for `error`. */
  readonly subject?: string;
}

/** What the pages are made from. */
export interface ModelParts {
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly checkpoint: Checkpoint;
  readonly locales: ReadonlyMap<Language, Locale>;
  /** All that ship: how their apps scan the place's code is told, also where the guide leads to none of them. */
  readonly shipped: ReadonlyMap<string, Destination>;
  readonly content: Content;
}

/** What the templates see: see `views/README.md`. */
export function createModel(parts: ModelParts) {
  const { root, checkpoint, locales, shipped, content } = parts;
  const icon = createIcons(root);
  let drawn: Promise<Codes> | undefined;

  return async (request: PageRequest) => {
    const { language, family, subject } = request;
    drawn ??= drawCodes(checkpoint).catch((error) => {
      drawn = undefined;
      throw error;
    });
    const t = locales.get(language);
    if (!t) throw new Error(`no locale ${language}`);
    const codes = await drawn;
    const reader = { language, family, locale: t };
    const view = (row: Destination) => viewOf(row, reader, { codes, ...content });
    const rows = checkpoint.destinations.map(view);
    return {
      ...request,
      t,
      ...placeOf(parts, request),
      icon,
      fill: fillIn,
      destinations: rows,
      /** The road: what everybody does, before the officer sees it. */
      stops: roadOf(rows),
      materials: rows.filter(({ kind }) => kind === 'material'),
      destination: rows.find(({ id }) => id === subject),
      checkIn: checkInOf(checkpoint, codes),
      readers: everyOf(checkpoint, shipped)
        .map(view)
        .filter(({ scan }) => scan.length > 0),
      error: t.errors[subject as FaultWords],
      notices: await content.notices(language),
    };
  };
}

/** Where the reader is, and the ways from here, in their language. */
function placeOf({ checkpoint, locales }: ModelParts, { language }: PageRequest) {
  return {
    lang: language,
    languages: checkpoint.languages.map((tag) => ({
      tag,
      name: locales.get(tag)?.languageName ?? tag,
      href: `?lang=${tag}`,
      current: tag === language,
    })),
    checkpoint: { name: nameIn(checkpoint, language), contacts: checkpoint.contacts },
    address: new URL(checkpoint.portal.origins.ipv4).host,
    minutes: checkpoint.session.minutes,
    acceptHref: `/accept?lang=${language}`,
    homeHref: `/?lang=${language}`,
  };
}

/** The place's own QR code, where it has one. */
function checkInOf({ locationQr }: Checkpoint, codes: Codes): { text: string; qr: string } | undefined {
  return locationQr === undefined ? undefined : { text: locationQr, qr: codes.get(locationQr) ?? '' };
}

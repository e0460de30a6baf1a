import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, nameIn } from '../../../domain/checkpoint.ts';
import type { Destination } from '../../../domain/destination.ts';
import type { Language } from '../../../domain/language.ts';
import type { FaultWords, Locale } from '../../../domain/locale.ts';
import type { ClientState } from '../../../domain/session.ts';
import type { UplinkState } from '../../../domain/uplink.ts';

/** Which page: the template, and everything that its text depends on. Few enough that each is made once and kept. */
export interface PageRequest {
  readonly template: 'guide' | 'connected' | 'destination' | 'notices' | 'error';
  readonly language: Language;
  readonly state: ClientState;
  readonly uplink: UplinkState;
  /** The destination's id for `destination`, a key of the locale's `errors` for `error`. */
  readonly subject?: string;
}

/** What the pages are made from. */
export interface ModelParts {
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly checkpoint: Checkpoint;
  /** Those that this checkpoint shows, in its order. */
  readonly destinations: readonly Destination[];
  readonly locales: ReadonlyMap<Language, Locale>;
}

/** What the templates see: see `views/README.md`. */
export function createModel(parts: ModelParts) {
  const { root, checkpoint, destinations, locales } = parts;
  const icon = createIcons(join(root, 'static', 'icons'));
  let codes: Promise<ReadonlyMap<string, string>> | undefined;

  return async ({ language, state, uplink, subject }: PageRequest) => {
    codes ??= drawCodes(destinations).catch((error) => {
      codes = undefined;
      throw error;
    });
    const t = locales.get(language);
    if (!t) throw new Error(`no locale ${language}`);
    const rows = viewsOf(parts, language, await codes);
    return {
      t,
      lang: language,
      languages: checkpoint.languages.map((tag) => ({
        tag,
        name: locales.get(tag)?.languageName ?? tag,
        href: `?lang=${tag}`,
        current: tag === language,
      })),
      state,
      uplink,
      icon,
      checkpoint: { name: nameIn(checkpoint, language), contacts: checkpoint.contacts },
      address: new URL(checkpoint.portal.origins.ipv4).host,
      minutes: checkpoint.session.minutes,
      destinations: rows,
      destination: rows.find(({ id }) => id === subject),
      error: t.errors[subject as FaultWords],
      notices: [],
      acceptHref: `/accept?lang=${language}`,
      homeHref: `/?lang=${language}`,
    };
  };
}

/** Drawings by name, each read once. */
function createIcons(folder: string): (name: string) => string {
  const read = new Map<string, string>();
  return (name) => {
    const drawing = read.get(name) ?? readFileSync(join(folder, `${name}.svg`), 'utf8').trim();
    read.set(name, drawing);
    return drawing;
  };
}

function viewsOf(
  { checkpoint, destinations }: ModelParts,
  language: Language,
  codes: ReadonlyMap<string, string>,
) {
  return destinations.map(({ id, kind, icon, label, text }) => ({
    id,
    kind,
    icon,
    label,
    ...(text[language] ?? text[checkpoint.languages[0]] ?? { name: id, purpose: '', steps: [] }),
    qr: codes.get(id) ?? '',
    goHref: `/go/${id}`,
    guideHref: `/guide/${id}?lang=${language}`,
  }));
}

/** The package is loaded when the first page is made: 29 ms and 7 MB that the start need not wait for. */
async function drawCodes(destinations: readonly Destination[]): Promise<ReadonlyMap<string, string>> {
  const { default: qrcode } = await import('qrcode');
  const draw = async ({ id, url }: Destination) =>
    [id, await qrcode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })] as const;
  return new Map(await Promise.all(destinations.map(draw)));
}

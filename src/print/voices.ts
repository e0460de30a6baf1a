import type { Checkpoint } from '../domain/checkpoint.ts';
import type { Language } from '../domain/language.ts';
import type { Locale } from '../domain/locale.ts';
import type { PrintWords } from '../domain/print-words.ts';

/** One language of the paper. */
export interface Voice {
  readonly language: Language;
  readonly locale: Locale;
  readonly words: PrintWords;
}

/** `words`: its file has none for paper; `letters`: the font has not all of its letters; `room`: two others come first. */
export interface LeftOut {
  readonly language: Language;
  readonly why: 'words' | 'letters' | 'room';
}

/** More could not be read from where people stand. */
const VOICES_AT_MOST = 2;
/** What speaks where none of the config's languages can be printed. */
const LAST_RESORT: readonly Language[] = ['vi', 'en'];

interface Asked {
  readonly languages: Checkpoint['languages'];
  readonly locales: ReadonlyMap<Language, Locale>;
}

/**
 * The languages of the paper: the first that can be printed is the big one, and English the next where the config has it; and
 * which of the config's languages are left out, and why.
 */
export function voicesOf(
  { languages, locales }: Asked,
  hasLetter: (letter: string) => boolean,
): { readonly voices: readonly [Voice, ...Voice[]]; readonly leftOut: readonly LeftOut[] } {
  const judged = [...new Set([...languages, ...LAST_RESORT])].map((language) => ({
    language,
    ...judge({ language, locale: locales.get(language) }, hasLetter),
  }));
  const can = judged.flatMap(({ voice }) => (voice ? [voice] : []));
  const asked = can.filter(({ language }) => languages.includes(language));
  const [first, ...others] = asked.length > 0 ? asked : can;
  if (!first) throw new Error('neither Vietnamese nor English has words for paper');
  const english = others.filter(({ language }) => language === 'en');
  const voices = [first, ...new Set([...english, ...others])].slice(0, VOICES_AT_MOST) as [Voice, ...Voice[]];
  const leftOut = judged
    .filter(
      ({ language }) => languages.includes(language) && !voices.some((one) => one.language === language),
    )
    .map(({ language, why = 'room' }) => ({ language, why }));
  return { voices, leftOut };
}

function judge(
  { language, locale }: { language: Language; locale: Locale | undefined },
  hasLetter: (letter: string) => boolean,
): { voice?: Voice; why?: LeftOut['why'] } {
  if (!locale?.print) return { why: 'words' };
  const { print, header, steps, accept, privacy } = locale;
  const letters = new Set(textsIn([print, header, steps, accept.button, privacy]).join('').normalize('NFC'));
  return [...letters].every(hasLetter) ? { voice: { language, locale, words: print } } : { why: 'letters' };
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

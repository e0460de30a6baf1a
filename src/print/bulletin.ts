import type { Content } from './content.ts';

/** The loudspeaker bulletin in one language. */
export interface Bulletin {
  readonly title: string;
  /** For who reads it; not read aloud. */
  readonly note: string;
  readonly paragraphs: readonly string[];
}

/** One for each language of the paper. */
export function bulletinsOf({ voices, list, stops }: Content): readonly Bulletin[] {
  const titles = list(({ bulletin }) => [bulletin.title, bulletin.note]);
  const openings = list(({ bulletin }) => bulletin.opening);
  const numbers = list(({ bulletin }) => bulletin.steps);
  const closings = list(({ bulletin }) => bulletin.closing);
  return voices.map((_, voice) => {
    const [title = '', note = ''] = titles[voice] ?? [];
    const steps = stops.map(({ name, purpose }, step) =>
      [numbers[voice]?.[step], `${inVoice(name, voice)}.`, inVoice(purpose, voice)].join(' '),
    );
    return {
      title,
      note,
      paragraphs: [...(openings[voice] ?? []), steps.join(' '), ...(closings[voice] ?? [])],
    };
  });
}

/** Said once where the languages say it alike. */
function inVoice(words: readonly string[], voice: number): string {
  return words[voice] ?? words[0] ?? '';
}

/** The same as a plain text, for a phone or a speech program. */
export function bulletinText(bulletins: readonly Bulletin[]): string {
  return bulletins
    .map(({ title, note, paragraphs }) => [title.toUpperCase(), `(${note})`, ...paragraphs].join('\n\n'))
    .join('\n\n\n')
    .concat('\n');
}

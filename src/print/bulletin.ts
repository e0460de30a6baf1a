import type { Content } from './content.ts';

/** The loudspeaker bulletin in one language. */
export interface Bulletin {
  readonly title: string;
  /** For who reads it; not read aloud. */
  readonly note: string;
  readonly paragraphs: readonly string[];
}

/** One for each language of the paper. */
export function bulletinsOf({ voices, stops }: Content): readonly Bulletin[] {
  return voices.map(({ words }, place) => {
    const { title, note, opening, steps, closing } = words.bulletin;
    const done = stops.map(({ name, purpose }, step) =>
      [steps[step], `${alone(name, place)}.`, alone(purpose, place)].join(' '),
    );
    return { title, note, paragraphs: [...opening, done.join(' '), ...closing] };
  });
}

/** What one language says; all say it alike where there is less than one for each. */
function alone(words: readonly string[], place: number): string {
  return words[place] ?? words[0] ?? '';
}

/** The same as a plain text, for a phone or a speech program. */
export function bulletinText(bulletins: readonly Bulletin[]): string {
  return bulletins
    .map(({ title, note, paragraphs }) => [title.toUpperCase(), `(${note})`, ...paragraphs].join('\n\n'))
    .join('\n\n\n')
    .concat('\n');
}

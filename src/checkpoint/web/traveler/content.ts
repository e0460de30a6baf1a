import type { Language } from '../../../domain/language.ts';
import type { Importance } from '../../../domain/notice.ts';

/** What the pages show that may change while the program runs. */
export interface Content {
  /** Another one whenever anything of it has changed: pages that were made before are made anew. */
  version(): string;
  /** Whether a destination does not answer, as far as the checkpoint can see. */
  isDead(destination: string): boolean;
  /** Those that hold today, the most important first. */
  notices(language: Language): readonly NoticeView[] | Promise<readonly NoticeView[]>;
}

export interface NoticeView {
  readonly id: string;
  readonly importance: Importance;
  /** As the language writes it: `20/8/2020`. */
  readonly date: string;
  /** The language of its words, which is another one than the page's where nobody has translated it. */
  readonly lang: Language;
  readonly title: string;
  readonly source: string;
  /** Harmless: made of Markdown by a renderer that knows no HTML. */
  readonly html: string;
}

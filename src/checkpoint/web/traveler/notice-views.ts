import { writtenDate } from '../../../domain/clock.ts';
import { nearestOf } from '../../../domain/language.ts';
import type { Notice, NoticeText } from '../../../domain/notice.ts';
import { once } from '../../../platform/once.ts';
import type { Content } from './content.ts';
import { createToHtml, type ToHtml } from './notice-html.ts';

export interface NoticeViewsParts {
  /** Those that hold now, the most important first. */
  readonly current: () => readonly Notice[];
  /** The walled garden's. */
  readonly hosts: readonly string[];
}

/** The notices as the pages show them. Each text is made HTML once, and that is kept for as long as the text itself. */
export function createNoticeViews({ current, hosts }: NoticeViewsParts): Content['notices'] {
  const made = new WeakMap<NoticeText, string>();
  let toHtml: ToHtml = () => '';
  const load = once(async () => {
    toHtml = await createToHtml(hosts);
  });
  const htmlOf = (text: NoticeText) => {
    const html = made.get(text) ?? toHtml(text.body);
    made.set(text, html);
    return html;
  };
  return async (language) => {
    const notices = current();
    if (notices.length > 0) await load();
    return notices.flatMap(({ id, importance, date, text }) => {
      const lang = nearestOf(text, language);
      const words = lang === undefined ? undefined : text[lang];
      if (lang === undefined || words === undefined) return [];
      const { title, source } = words;
      return [{ id, importance, date: writtenDate(date), lang, title, source, html: htmlOf(words) }];
    });
  };
}

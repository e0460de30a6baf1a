import { join } from 'node:path';
import ejs from 'ejs';
import type { Request, RequestHandler } from 'express';
import { type Checkpoint, nameIn } from '../../../domain/checkpoint.ts';
import type { KitFile } from '../../../domain/print-kit.ts';
import type { Text, Tongue } from '../../../domain/text.ts';
import type { PrintKit } from '../../ports.ts';
import { createIcons } from '../icons.ts';
import { readStyle } from '../inline.ts';
import { pageHeaders } from '../page-headers.ts';
import { PAGE_WORDS } from './page-words.ts';

export interface ReportPageParts {
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly checkpoint: Checkpoint;
  readonly kit: Pick<PrintKit, 'files'>;
}

/** The report side's page, for people: needs no token, as it shows only what hangs on the wall. */
export function reportPage({ root, checkpoint, kit }: ReportPageParts): RequestHandler[] {
  const { text: css, source: style } = readStyle(root);
  const icon = createIcons(root);
  const template = join(root, 'views', 'report.ejs');
  return [
    ...pageHeaders({ style }),
    async (request, response) => {
      const tongue = tongueOf(request);
      const say = (text: Text) => text[tongue];
      const html = await ejs.renderFile(
        template,
        {
          css,
          icon,
          lang: tongue,
          other: tongue === 'vi' ? { tag: 'en', name: 'English' } : { tag: 'vi', name: 'Tiếng Việt' },
          t: Object.fromEntries(Object.entries(PAGE_WORDS).map(([key, text]) => [key, say(text)])),
          checkpoint: nameIn(checkpoint, tongue),
          files: kit.files.map((file) => fileView(file, tongue)),
        },
        { cache: true },
      );
      response.type('html').set('Vary', 'Accept-Language').send(html);
    },
  ];
}

function fileView({ name, title, use, page }: KitFile, tongue: Tongue) {
  const size = page ? `${page.width} × ${page.height} mm, PDF` : PAGE_WORDS.plainText[tongue];
  return { href: `/print-kit/${name}`, title: title[tongue], use: use[tongue], size };
}

function tongueOf(request: Request): Tongue {
  const { lang } = request.query;
  if (lang === 'vi' || lang === 'en') return lang;
  return request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
}

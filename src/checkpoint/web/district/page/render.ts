import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import ejs from 'ejs';
import type { Request, RequestHandler, Response } from 'express';
import { type Checkpoint, nameIn } from '../../../../domain/checkpoint.ts';
import { fillIn } from '../../../../domain/fill-in.ts';
import type { KitFile } from '../../../../domain/print-kit.ts';
import type { Tongue } from '../../../../domain/text.ts';
import type { PrintKit } from '../../../ports.ts';
import { createIcons } from '../../icons.ts';
import { readStyle } from '../../inline.ts';
import { pageHeaders } from '../../page-headers.ts';
import { tongueOf } from './tongue.ts';
import { PAGE_WORDS, pageWordsIn } from './words.ts';

export interface RenderParts {
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly checkpoint: Checkpoint;
  readonly kit: Pick<PrintKit, 'list'>;
}

export interface Rendering {
  /** What every page of the officer's is sent with: kept by nobody, shown in no frame, and forms say where they come from. */
  readonly headers: readonly RequestHandler[];
  /** Sends `views/report/<name>.ejs`. `model` is what it shows beside what all of them do. */
  send(
    exchange: { readonly request: Request; readonly response: Response },
    name: 'login' | 'figures' | 'doctor',
    model: Readonly<Record<string, unknown>>,
  ): Promise<void>;
}

const compress = promisify(gzip);

export function createRendering({ root, checkpoint, kit }: RenderParts): Rendering {
  const { text: css, source: style } = readStyle(root, 'report.css');
  const icon = createIcons(root);
  return {
    headers: [
      ...pageHeaders({ style }),
      (_request, response, next) => {
        // Under `no-referrer`, which Helmet sets, browsers say `Origin: null` of our own forms too.
        response.set({ 'Referrer-Policy': 'same-origin', 'X-Frame-Options': 'DENY' });
        next();
      },
    ],
    async send({ request, response }, name, model) {
      const tongue = tongueOf(request);
      const shared = {
        css,
        icon,
        fill: fillIn,
        lang: tongue,
        t: pageWordsIn(tongue),
        id: checkpoint.id,
        checkpoint: nameIn(checkpoint, tongue),
        place: [checkpoint.district, checkpoint.province].filter(Boolean).join(', '),
        files: (await kit.list()).map((file) => fileView(file, tongue)),
      };
      const file = join(root, 'views', 'report', `${name}.ejs`);
      const html = await ejs.renderFile(file, { ...shared, ...model }, { cache: true });
      response.type('html').set('Vary', 'Accept-Encoding, Accept-Language, Cookie');
      // A month is 54 kB as it is, and 9 kB when compressed: over a thin VPN that is seconds.
      if (!request.acceptsEncodings('gzip')) response.send(html);
      else response.set('Content-Encoding', 'gzip').send(await compress(html));
    },
  };
}

function fileView({ name, title, use, page }: KitFile, tongue: Tongue) {
  const size = page ? `${page.width} × ${page.height} mm, PDF` : PAGE_WORDS.plainText[tongue];
  return { href: `/print-kit/${name}`, title: title[tongue], use: use[tongue], size };
}

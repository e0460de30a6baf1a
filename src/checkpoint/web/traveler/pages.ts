import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import ejs from 'ejs';
import { createModel, type ModelParts, type PageRequest } from './model.ts';

/** One page as it goes out. Browsers offer brotli on https only, so gzip is all that pays. */
export interface Page {
  readonly html: Buffer;
  readonly gzipped: Buffer;
}

export interface Pages {
  page(request: PageRequest): Promise<Page>;
  /** The source that a Content-Security-Policy must allow for the pages' own style: `'sha256-…'`. */
  readonly styleSource: string;
}

const compress = promisify(gzip);

export function createPages(parts: ModelParts): Pages {
  const views = join(parts.root, 'views');
  const css = minify(readFileSync(join(views, 'style.css'), 'utf8'));
  const model = createModel(parts);
  const made = new Map<string, Promise<Page>>();
  const make = async (request: PageRequest): Promise<Page> => {
    const locals = { ...(await model(request)), css };
    const html = Buffer.from(
      await ejs.renderFile(join(views, `${request.template}.ejs`), locals, { cache: true }),
    );
    return { html, gzipped: await compress(html, { level: 9 }) };
  };
  return {
    page(request) {
      const { template, language, state, uplink, subject = '' } = request;
      const key = [template, language, state, uplink, subject].join(' ');
      const page = made.get(key) ?? make(request);
      made.set(key, page);
      // What failed for want of a file descriptor is tried again for the next phone.
      page.catch(() => made.delete(key));
      return page;
    },
    styleSource: `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  };
}

function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .trim();
}

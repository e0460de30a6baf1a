import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import ejs from 'ejs';
import { readScript, readStyle } from '../inline.ts';
import { createModel, type ModelParts, type PageRequest } from './model.ts';

/** One page as it goes out. Browsers offer brotli on https only, so gzip is all that pays. Kept in this form alone: a third of the memory. */
export interface Page {
  readonly gzipped: Buffer;
}

/** Some 2 MB: what phones of all kinds ask for in two languages, and no more than a stranger can make us hold. */
const PAGES_AT_MOST = 400;

export interface Pages {
  page(request: PageRequest): Promise<Page>;
  /** The sources that a Content-Security-Policy must allow for the pages' own style and script: `'sha256-…'`. */
  readonly sources: { readonly style: string; readonly script: string };
}

const compress = promisify(gzip);

export function createPages(parts: ModelParts): Pages {
  const views = join(parts.root, 'views');
  const [style, script] = [readStyle(parts.root), readScript(parts.root)];
  const model = createModel(parts);
  const made = createMade();
  const make = async (request: PageRequest): Promise<Page> => {
    const locals = { ...(await model(request)), css: style.text, script: script.text };
    const html = await ejs.renderFile(join(views, `${request.template}.ejs`), locals, { cache: true });
    return { gzipped: await compress(html, { level: 9 }) };
  };
  return {
    page(request) {
      const { template, language, state, uplink, family, canSpeak, subject = '' } = request;
      const key = [
        parts.content.version(),
        template,
        language,
        state,
        uplink,
        family,
        canSpeak,
        subject,
      ].join(' ');
      return made.get(key, () => make(request));
    },
    sources: { style: style.source, script: script.source },
  };
}

/** The pages that were asked for last. */
function createMade() {
  const pages = new Map<string, Promise<Page>>();
  return {
    get(key: string, make: () => Promise<Page>): Promise<Page> {
      const page = pages.get(key) ?? make();
      pages.delete(key);
      pages.set(key, page);
      // What failed for want of a file descriptor is tried again for the next phone.
      page.catch(() => pages.delete(key));
      const [oldest] = pages.keys();
      if (pages.size > PAGES_AT_MOST && oldest !== undefined) pages.delete(oldest);
      return page;
    },
  };
}

import express, { type Express } from 'express';
import type { Log } from '../../../platform/log.ts';
import { createApp } from '../app.ts';
import { onError } from '../on-error.ts';
import { pageHeaders } from '../page-headers.ts';
import { PageError, pageErrorOf } from './page-error.ts';
import { type RouteParts, routesOf } from './routes.ts';
import { sendPage } from './send-page.ts';

/** A tap carries no body; a form of an old browser may send a few bytes. */
const BODY_BYTES_AT_MOST = 4096;

/** For when not even the error page can be made. */
const LAST_WORDS =
  'Trang đang gặp lỗi, xin thử lại sau một phút. / This page failed, please try again in a minute.\n';

/** The traveler's pages, under the portal's own names. */
export function createPortalApp(parts: RouteParts & { log: Log }): Express {
  const app = createApp();
  app.use(pageHeaders(parts.pages.sources));
  // Read before anything is done, so that a body that is too large changes nothing.
  app.use(express.raw({ type: () => true, limit: BODY_BYTES_AT_MOST }));
  for (const { method, path, serve } of routesOf(parts)) {
    const route = app.route(path)[method](serve);
    route.all((_request, response) => {
      response.set('Allow', method === 'get' ? 'GET, HEAD' : 'POST');
      throw new PageError('methodNotAllowed');
    });
  }
  app.use(() => {
    throw new PageError('notFound');
  });
  return endWithPages(app, parts);
}

function endWithPages(app: Express, { pages, visitorOf, log }: RouteParts & { log: Log }): Express {
  app.use(
    onError(async (error, request, response) => {
      const { status, words } = pageErrorOf(error);
      if (words === 'internal') log.error('a page could not be made', error);
      const page = await pages.page({ template: 'error', subject: words, ...(await visitorOf(request)) });
      sendPage({ request, response }, page, status);
    }),
  );
  return app.use(
    onError((error, _request, response) => {
      log.error('the error page could not be made', error);
      response.status(500).type('text').send(LAST_WORDS);
    }),
  );
}

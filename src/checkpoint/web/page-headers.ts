import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** The headers of every page. Plain http on a local name: HSTS or upgrading to https would lock phones out of the page. */
export function pageHeaders(sources: { readonly style: string; readonly script?: string }): RequestHandler[] {
  const secure = helmet({
    strictTransportSecurity: false,
    // Either makes Chromium throw away the process that it has begun the page in, and start another: a quarter of the time to the
    // first paint. No page here opens another or is opened by one.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: [sources.style],
        ...(sources.script !== undefined && { scriptSrc: [sources.script] }),
        imgSrc: ['data:'],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  const unstored: RequestHandler = (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  };
  return [secure, unstored];
}

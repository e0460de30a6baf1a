import type { RequestHandler } from 'express';
import { ApiError } from '../../api-error.ts';

/**
 * Lets a form be sent by our own page only. Browsers say where a POST comes from in `Origin`; those of before 2020 that do not, in
 * `Referer`, which our pages ask them for. A request with neither is a program's, and programs use the API.
 */
export const fromOwnOrigin: RequestHandler = (request, _response, next) => {
  const from = request.get('origin') ?? request.get('referer');
  const host = request.get('host');
  if (host !== undefined && hostOf(from) === host) return next();
  throw new ApiError('foreign-origin');
};

/** With its port. `null`, which a browser says of a sandboxed page, is no URL and names none. */
function hostOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url).host;
}

import express, { type Express, type RequestHandler } from 'express';
import type { Log } from '../../../../platform/log.ts';
import { ApiError } from '../../api-error.ts';
import { onError } from '../../on-error.ts';
import type { CountsParts } from '../counts-answer.ts';
import { answerDoctor, type DoctorParts } from '../doctor-answer.ts';
import { giveLogin, readLogin, takeLogin } from './cookie.ts';
import { doctorView } from './doctor-view.ts';
import type { HealthParts } from './health-view.ts';
import type { Logins } from './logins.ts';
import { fromOwnOrigin } from './own-origin.ts';
import { createRendering, type Rendering, type RenderParts } from './render.ts';
import { reportModel } from './report-model.ts';
import { createSaying } from './saying.ts';
import { tongueOf } from './tongue.ts';
import { PAGE_FAULTS, type PageFault } from './words.ts';

export type ReportPageParts = RenderParts &
  CountsParts &
  HealthParts &
  DoctorParts & {
    readonly logins: Logins;
    readonly log: Log;
  };

/** A token has 55 characters; a form with more than this is no officer's. */
const FORM_BYTES_AT_MOST = 512;

/**
 * The officer's page on `/`, with a login by token. What hangs on the wall, the print kit, needs none.
 *
 * A wrong token costs one hash and one look-up by key, whatever was sent, as over the API; there is no delay and no lock-out: 256
 * random bits cannot be guessed, a delay would hold one of few connections, and a lock-out would have to remember who asked.
 */
export function addReportPage(app: Express, parts: ReportPageParts): void {
  const rendering = createRendering(parts);
  const page = express.Router();
  page.use(...rendering.headers);
  page.get('/', firstPage(parts, rendering));
  page.get('/doctor', doctorPage(parts, rendering));
  const readForm = express.urlencoded({
    extended: false,
    limit: FORM_BYTES_AT_MOST,
    parameterLimit: 4,
    inflate: false,
  });
  page.post('/login', fromOwnOrigin, readForm, login(parts, rendering));
  page.post('/logout', fromOwnOrigin, logout(parts));
  // Who reloads what a form has answered.
  page.get(['/login', '/logout'], (request, response) => response.redirect(303, homeOf(tongueOf(request))));
  page.use(
    onError(async (error, request, response) => {
      const [status, fault] = faultOf(error);
      if (fault === 'internal') parts.log.error('the report page could not be made', error);
      await rendering.send({ request, response: response.status(status) }, 'login', loginModel(fault));
    }),
  );
  // Only these: what the router says of an error, as HTML, is for nobody else.
  app.all(['/', '/doctor', '/login', '/logout'], (request, response, next) => {
    const isPage = ['/', '/doctor'].includes(request.path);
    const isForm = request.method === 'POST' && !isPage;
    if (isForm || request.method === 'GET' || request.method === 'HEAD') return page(request, response, next);
    response.set('Allow', isPage ? 'GET, HEAD' : 'GET, HEAD, POST');
    throw new ApiError('method-not-allowed');
  });
}

function firstPage(parts: ReportPageParts, { send }: Rendering): RequestHandler {
  return async (request, response) => {
    const exchange = { request, response };
    const key = readLogin(request);
    if (key !== undefined && parts.logins.isOpen(key))
      await send(exchange, 'figures', await reportModel(parts, request.query, tongueOf(request)));
    else await send(exchange, 'login', loginModel(key === undefined ? undefined : 'over'));
  };
}

/** For who is logged in; all others are shown the way in. */
function doctorPage(parts: ReportPageParts, { send }: Rendering): RequestHandler {
  return async (request, response) => {
    const tongue = tongueOf(request);
    if (!parts.logins.isOpen(readLogin(request) ?? '')) return response.redirect(303, homeOf(tongue));
    const view = doctorView(await answerDoctor(parts), parts.checkpoint.contacts, createSaying(tongue));
    await send({ request, response }, 'doctor', view);
  };
}

function login({ logins }: ReportPageParts, { send }: Rendering): RequestHandler {
  return async (request, response) => {
    const { token } = (request.body ?? {}) as { token?: unknown };
    const key = typeof token === 'string' ? logins.open(token.trim()) : undefined;
    if (key === undefined) {
      response.status(401).set('WWW-Authenticate', 'Bearer');
      await send({ request, response }, 'login', loginModel('wrong'));
      return;
    }
    logins.close(readLogin(request) ?? '');
    giveLogin(request, response, key);
    response.redirect(303, homeOf(tongueOf(request)));
  };
}

function logout({ logins }: ReportPageParts): RequestHandler {
  return (request, response) => {
    logins.close(readLogin(request) ?? '');
    takeLogin(request, response);
    response.redirect(303, homeOf(tongueOf(request)));
  };
}

function loginModel(fault: PageFault | undefined) {
  return { other: homeOf, fault: fault && PAGE_FAULTS[fault], closed: fault === 'internal' };
}

function homeOf(lang: string): string {
  return `/?lang=${lang}`;
}

function faultOf(error: unknown): readonly [number, PageFault] {
  if (error instanceof ApiError && error.code === 'foreign-origin') return [403, 'foreign'];
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' && status < 500 ? [status, 'wrong'] : [500, 'internal'];
}

import type { Express, Request, RequestHandler } from 'express';
import helmet from 'helmet';
import type { Log } from '../../../platform/log.ts';
import type { Notices } from '../../flows/notices.ts';
import type { Ledger, Tokens } from '../../ports.ts';
import { ApiError } from '../api-error.ts';
import { createApp } from '../app.ts';
import { endWithJsonErrors } from '../json-errors.ts';
import { listNotices, takeNotices } from '../notices.ts';
import { answerCheckpoint, type CheckpointParts } from './checkpoint-answer.ts';
import { answerCounts } from './counts-answer.ts';
import type { Format } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';

export interface ReportParts extends CheckpointParts {
  readonly ledger: Ledger;
  readonly tokens: Pick<Tokens, 'accepts'>;
  readonly notices: Notices;
  readonly log: Log;
}

/** The district's side: figures, how the checkpoint stands, and the notices' way in, to whoever holds a token. */
export function createReportApp(parts: ReportParts): Express {
  const { ledger, tokens, notices, log } = parts;
  const app = createApp();
  // Plain http on the district's VPN: a browser that were told to come by https only would not come again.
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );
  app.get('/healthz', (_request, response) => {
    const fault = ledger.fault();
    response.status(fault === undefined ? 200 : 503).json({ ok: fault === undefined, ledger: fault ?? 'ok' });
  });
  app.use('/api/v1', requireToken(tokens));
  app.get('/api/v1/counts', async (request, response) => {
    const format = formatOf(request);
    const answer = await answerCounts(parts, request.query);
    response.type(format.mediaType).set('Cache-Control', 'no-store').set('Vary', 'Accept');
    response.send(format.write(answer));
  });
  app.get('/api/v1/checkpoint', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(answerCheckpoint(parts));
  });
  app
    .route('/api/v1/notices')
    .get(listNotices(notices))
    .put(takeNotices(notices))
    .all(refuse('GET, HEAD, PUT'));
  app.all(['/healthz', '/api/v1/counts', '/api/v1/checkpoint'], refuse('GET, HEAD'));
  endWithJsonErrors(app, log);
  return app;
}

function refuse(allowed: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new ApiError('method-not-allowed');
  };
}

/** `format=` where it is given, else what the client accepts; a browser, which accepts neither, is shown the first. */
function formatOf(request: Request): Format {
  const { format } = request.query;
  if (format === undefined) {
    const accepted = request.accepts(FORMATS.map(({ mediaType }) => mediaType));
    return FORMATS.find(({ mediaType }) => mediaType === accepted) ?? FORMATS[0];
  }
  const found = FORMATS.find(({ name }) => name === format);
  if (!found) throw new ApiError('format-unknown');
  return found;
}

function requireToken(tokens: Pick<Tokens, 'accepts'>): RequestHandler {
  return (request, response, next) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    if (token !== undefined && tokens.accepts(token)) return next();
    response.set('WWW-Authenticate', 'Bearer');
    throw new ApiError(token === undefined ? 'no-token' : 'wrong-token');
  };
}

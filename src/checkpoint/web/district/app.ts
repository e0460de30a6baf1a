import type { Express, Request, RequestHandler } from 'express';
import helmet from 'helmet';
import { LEDGER_REMEDY } from '../../../domain/ledger-words.ts';
import type { Log } from '../../../platform/log.ts';
import type { Feed } from '../../flows/feed.ts';
import type { Notices } from '../../flows/notices.ts';
import type { CheckpointKey, Ledger, PrintKit, Tokens } from '../../ports.ts';
import { ApiError } from '../api-error.ts';
import { createApp } from '../app.ts';
import { answerDamage } from '../damage-answer.ts';
import { endWithJsonErrors } from '../json-errors.ts';
import { listNotices, takeNotices } from '../notices.ts';
import { admitHolders } from './admit-holders.ts';
import { answerCheckpoint } from './checkpoint-answer.ts';
import { answerCounts } from './counts-answer.ts';
import { answerDoctor, type DoctorParts } from './doctor-answer.ts';
import { sendFeed } from './feed-answer.ts';
import { type Format, fileNameOf } from './formats/format.ts';
import { FORMATS } from './formats/index.ts';
import { createWriter } from './formats/writer.ts';
import { type MetricsParts, sendMetrics } from './metrics.ts';
import { createLogins } from './page/logins.ts';
import { addReportPage } from './page/page.ts';
import { tongueOf } from './page/tongue.ts';

export interface ReportParts extends MetricsParts, DoctorParts {
  /** The package's folder, with `views/` and `static/` in it. */
  readonly root: string;
  readonly ledger: Ledger;
  readonly feed: Feed;
  readonly tokens: Pick<Tokens, 'accepts' | 'idOf' | 'has'>;
  readonly key: CheckpointKey;
  readonly kit: PrintKit;
  readonly notices: Notices;
  readonly log: Log;
}

/** The district's side: figures, how the checkpoint stands, and the notices' way in, to whoever holds a token. */
export function createReportApp(parts: ReportParts): Express {
  const { feed, tokens, kit, notices, log } = parts;
  const app = createApp();
  // Plain http on the district's VPN: a browser that were told to come by https only would not come again.
  app.use(
    helmet({
      strictTransportSecurity: false,
      contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
    }),
  );
  app.get('/healthz', sendHealth(parts));
  const logins = createLogins(parts);
  addReportPage(app, { ...parts, logins });
  app.get('/print-kit/:file', sendKitFile(kit));
  app.use(['/api/v1', '/metrics'], admitHolders(tokens, logins));
  app.get('/metrics', sendMetrics(parts));
  app.get('/api/v1/counts', sendCounts(parts));
  app.get('/api/v1/feed', sendFeed(feed));
  app.get('/api/v1/checkpoint', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(answerCheckpoint(parts));
  });
  app.get('/api/v1/doctor', async (_request, response) => {
    response.set('Cache-Control', 'no-store').json(await answerDoctor(parts));
  });
  app
    .route('/api/v1/notices')
    .get(listNotices(notices))
    .put(takeNotices(notices))
    .all(refuse('GET, HEAD, PUT'));
  app.all(
    [
      ...['/healthz', '/metrics', '/print-kit/:file'],
      ...['counts', 'feed', 'checkpoint', 'doctor'].map((name) => `/api/v1/${name}`),
    ],
    refuse('GET, HEAD'),
  );
  endWithJsonErrors(app, log);
  return app;
}

/**
 * What a monitor is to call somebody for, without a token: it names no more than files of ours. A ledger that was damaged and saved is
 * a fact, and no fault.
 */
function sendHealth({ ledger, key, salvage }: ReportParts): RequestHandler {
  return (request, response) => {
    const fault = ledger.fault();
    const found = { ledger: fault ?? 'ok', key: key.fault() ?? 'ok' };
    const ok = Object.values(found).every((word) => word === 'ok');
    const hint = fault !== undefined && { hint: LEDGER_REMEDY[tongueOf(request)] };
    const damagedLedgers = answerDamage(salvage);
    const damage = damagedLedgers.length > 0 && { damagedLedgers };
    response.status(ok ? 200 : 503).json({ ok, ...found, ...hint, lastEnding: ledger.lastEnding, ...damage });
  };
}

function refuse(allowed: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new ApiError('method-not-allowed');
  };
}

function sendCounts(parts: ReportParts): RequestHandler {
  const write = createWriter(parts.root);
  return async (request, response) => {
    const format = formatOf(request);
    const answer = await answerCounts(parts, request.query);
    const content = await write(format, answer);
    if (format.isFile) response.attachment(fileNameOf(format, answer));
    response.type(format.mediaType).set('Cache-Control', 'no-store').set('Vary', 'Accept').send(content);
  };
}

/** A browser shows it and can print it from there; it is made anew when the portal has started with another config. */
function sendKitFile(kit: PrintKit): RequestHandler<{ file: string }> {
  return async ({ params }, response) => {
    const bytes = await kit.read(params.file);
    if (bytes === undefined) throw new ApiError('not-found');
    response.type(params.file.endsWith('.pdf') ? 'pdf' : 'text').set('Cache-Control', 'no-cache');
    response.set('Content-Disposition', `inline; filename="${params.file}"`).send(bytes);
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

import express, { type Express } from 'express';
import type { Verdict } from '../../domain/certificate.ts';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { ClockQuality } from '../../domain/clock.ts';
import type { Ending } from '../../domain/ending.ts';
import type { UpkeepReport } from '../../domain/gate.ts';
import type { LinkAnswer } from '../../domain/link.ts';
import { type Mac, parseMac } from '../../domain/mac.ts';
import type { NoticeFault } from '../../domain/notice-fault.ts';
import type { UplinkFault } from '../../domain/uplink.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import type { Feed } from '../flows/feed.ts';
import type { LinkWatch } from '../flows/link-watch.ts';
import type { Notices } from '../flows/notices.ts';
import type { PushReport } from '../flows/push.ts';
import type { SelfTests } from '../flows/self-tests.ts';
import type { Sessions } from '../flows/sessions.ts';
import type { UplinkWatch } from '../flows/uplink-watch.ts';
import type { CheckpointKey, Eraser, Gate, Ledger, Salvage, SchemaColumn, Tokens } from '../ports.ts';
import { ApiError } from './api-error.ts';
import { createApp } from './app.ts';
import { answerDamage, type DamageAnswer } from './damage-answer.ts';
import { answerPowerCuts, type PowerCutsAnswer } from './district/checkpoint-answer.ts';
import { answerCounts } from './district/counts-answer.ts';
import { sendFeed } from './district/feed-answer.ts';
import { sendEnrollment } from './enrollment.ts';
import { endWithJsonErrors } from './json-errors.ts';
import { listNotices, takeNotices } from './notices.ts';
import { tellWipe, wipe } from './wipe.ts';

export interface ControlParts {
  readonly checkpoint: Checkpoint;
  readonly ledger: Ledger;
  readonly feed: Feed;
  readonly salvage: Pick<Salvage, 'damage'>;
  readonly eraser: Eraser;
  readonly tokens: Tokens;
  readonly key: CheckpointKey;
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly selfTests: SelfTests;
  readonly revoke: (whom: Mac | 'all') => Promise<number>;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
  readonly linkWatch: Pick<LinkWatch, 'view'>;
  readonly notices: Notices;
  readonly pushReport: () => PushReport;
  readonly schema: () => Promise<readonly SchemaColumn[]>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether clients are told of the RFC 8908 API; undefined where there is no `[tls]`. */
  readonly certificate: (() => Verdict) | undefined;
  /** When this program started, by the monotonic clock. */
  readonly startedMs: number;
}

/** What `checkpoint-portal status` shows. Counts and states only: even here nobody is named. */
export interface Status {
  readonly checkpoint: string;
  readonly uptimeSeconds: number;
  readonly clientsGranted: number;
  /** `ok`, or what is wrong. */
  readonly gate: string;
  /** What the gate keeps whole: how often it had to mend it, and what it cannot mend now. */
  readonly upkeep: readonly UpkeepReport[];
  readonly ledger: string;
  /** Of the run before this one. */
  readonly lastEnding: Ending;
  readonly powerCuts: PowerCutsAnswer;
  readonly key: string;
  readonly damagedLedgers: readonly DamageAnswer[];
  /** Missing where there is no `[tls]`. */
  readonly certificate?: Verdict;
  /** `ok`, or the first link of the chain that is broken. */
  readonly uplink: 'ok' | UplinkFault;
  readonly deadDestinations: readonly DeadDestination[];
  /** Of how well the time is known. */
  readonly clock: ClockQuality;
  readonly push: PushReport;
  /** How many are shown now, and what is wrong with others. */
  readonly notices: { readonly shown: number; readonly faults: readonly NoticeFault[] };
}

/** A destination that does not answer, since when, and what the last check found. */
export interface DeadDestination {
  readonly id: string;
  readonly minutes: number;
  readonly failure: LinkAnswer;
}

/** The technician's side, on a unix socket that only the owner may open: what the command line asks. */
export function createControlApp(parts: ControlParts): Express {
  const { tokens, notices, log } = parts;
  const app = createApp();
  app.route('/notices').get(listNotices(notices)).put(takeNotices(notices));
  app.use(express.json({ limit: 1024 }));
  // For systemd: that we answer, whatever is wrong with card, gate or uplink. To start anew would mend none of them.
  app.get('/alive', (_request, response) => void response.status(204).end());
  app.get('/status', async (_request, response) => void response.json(await statusOf(parts)));
  app.get(
    '/counts',
    async (request, response) => void response.json(await answerCounts(parts, request.query)),
  );
  app.get('/enrollment', sendEnrollment(parts));
  app.get('/schema', async (_request, response) => void response.json(await parts.schema()));
  app.get('/feed', sendFeed(parts.feed));
  app.route('/wipe').get(tellWipe(parts)).post(wipe(parts));
  serveTokens(app, tokens);
  app.post('/self-test', (request, response) => {
    const mac = parseMac(request.body?.mac);
    if (!mac) throw new ApiError('mac-wrong');
    if (!parts.selfTests.begin(mac)) throw new ApiError('self-tests-many');
    response.status(204).end();
  });
  app.post('/revoke', async (request, response) => {
    const { whom } = (request.body ?? {}) as { whom?: unknown };
    const client = whom === 'all' ? whom : parseMac(whom);
    if (!client) throw new ApiError('mac-wrong');
    response.json({ ended: await parts.revoke(client) });
  });
  endWithJsonErrors(app, log);
  return app;
}

function serveTokens(app: Express, tokens: Tokens): void {
  app.get('/tokens', (_request, response) => void response.json(tokens.list()));
  app.post('/tokens', (request, response) => {
    const name: unknown = (request.body as { name?: unknown } | undefined)?.name;
    if (typeof name !== 'string' || name.trim() === '' || name.length > 60)
      throw new ApiError('name-missing');
    response.status(201).json(tokens.create(name.trim()));
  });
  app.delete('/tokens/:id', (request, response) => {
    if (!tokens.revoke(request.params.id)) throw new ApiError('token-not-found');
    response.status(204).end();
  });
}

async function statusOf({
  checkpoint,
  gate,
  sessions,
  ledger,
  key,
  salvage,
  uplinkWatch,
  linkWatch,
  notices,
  clock,
  certificate,
  pushReport,
  startedMs,
}: ControlParts): Promise<Status> {
  const found = await gate.health().then(
    (upkeep) => ({ gate: 'ok', upkeep }),
    (error) => ({ gate: reasonOf(error), upkeep: [] }),
  );
  return {
    checkpoint: checkpoint.id,
    uptimeSeconds: Math.round((clock.monotonicMs() - startedMs) / 1000),
    clientsGranted: sessions.running(),
    ...found,
    ledger: ledger.fault() ?? 'ok',
    lastEnding: ledger.lastEnding,
    powerCuts: answerPowerCuts(ledger),
    key: key.fault() ?? 'ok',
    damagedLedgers: answerDamage(salvage),
    ...(certificate && { certificate: certificate() }),
    uplink: uplinkWatch.view().fault ?? 'ok',
    deadDestinations: deadOf(linkWatch, clock),
    clock: clock.quality(),
    push: pushReport(),
    notices: { shown: notices.current().length, faults: notices.faults() },
  };
}

function deadOf({ view }: Pick<LinkWatch, 'view'>, clock: Clock): readonly DeadDestination[] {
  return view().flatMap(({ destination: { id }, state, sinceMs = 0, failure }) => {
    if (state !== 'dead' || failure === undefined) return [];
    return [{ id, minutes: Math.floor((clock.monotonicMs() - sinceMs) / 60_000), failure }];
  });
}

import { dateOf, hourOf } from '../../src/domain/clock.ts';
import type { Machine } from './machine.ts';

const PORT = 8081;
const TOKENS = { socketPath: '/data/portal.sock', path: '/tokens', method: 'POST' } as const;

/** What a district reads. */
export interface Report {
  readonly sessions: number;
  readonly lastEnding: string;
  /** How often the portal has found that the power had been cut. */
  readonly powerCuts: number;
}

/** A token that outlives the cuts, or does not: it was made before the first of them. */
export async function createToken({ ask }: Machine): Promise<string> {
  const body = JSON.stringify({ name: 'huyện' });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const answer = await ask({ ...TOKENS, headers }, body);
  return (JSON.parse(answer.body) as { token: string }).token;
}

/** Rejects where it does not answer within ten seconds; it opens after the guide. */
export async function readReport(machine: Machine, token: string): Promise<Report> {
  const now = hourOf(Date.now());
  // The clock of earlier lives was not set: where their counts lie is reckoned back from today.
  const counts = await get(machine, token, `/api/v1/counts?from=${dateOf(now - 24)}&to=${dateOf(now)}`);
  const checkpoint = await get(machine, token, '/api/v1/checkpoint');
  return {
    sessions: (counts.totals as { session: number }).session,
    lastEnding: checkpoint.lastEnding as string,
    powerCuts: (checkpoint.powerCuts as { count: number }).count,
  };
}

async function get({ ask }: Machine, token: string, path: string): Promise<Record<string, unknown>> {
  const until = performance.now() + 10_000;
  for (;;) {
    const headers = { authorization: `Bearer ${token}` };
    const { status, body } = await ask({ host: '127.0.0.1', port: PORT, path, headers });
    if (status === 200) return JSON.parse(body);
    if (performance.now() > until) throw new Error(`${path} was answered with ${status} ${body}`);
  }
}

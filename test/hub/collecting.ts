import { join } from 'node:path';
import request from 'supertest';
import type { Enrolled } from '../../src/domain/enrolled.ts';
import { decodeBatch } from '../../src/domain/feed/decode.ts';
import type { SignedBatch } from '../../src/domain/feed/file.ts';
import { parseSignatureHeader, SIGNATURE_HEADER } from '../../src/domain/feed/signature.ts';
import { collect } from '../../src/hub/collect.ts';
import type { Patience } from '../../src/hub/feed-source.ts';
import { type HubStore, openHubStore } from '../../src/hub/store.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { createMerge } from '../domain/feed/merge.ts';
import { createMemoryLog, temporaryFolder } from '../doubles.ts';

export type Trial = Awaited<ReturnType<typeof startTrial>>;
export type Reachable = Enrolled & { readonly source: NonNullable<Enrolled['source']> };

export const ID = 'thu-nghiem';
const ALL_HOURS = { firstHour: 0, endHour: Number.MAX_SAFE_INTEGER };

/** A checkpoint with so many sessions, each in an hour of its own that is over. */
export async function startBusyTrial(taps: number): Promise<Trial> {
  const trial = await startTrial();
  await live(trial, taps);
  // The feed waits until the checkpoint's key is on the disk.
  await batchesOf(trial, 500);
  return trial;
}

export async function live({ portal, clock }: Trial, taps: number): Promise<void> {
  for (let tap = 0; tap < taps; tap++) {
    await request(portal).post('/accept').expect(303);
    clock.pass(6 * 3_600_000);
  }
}

/** As the district's list has it. */
export function enrolled({ token, publicKey, report }: Trial, url = report): Reachable {
  return { id: ID, name: ID, key: publicKey(), source: { url, token } };
}

/** Its whole feed in pieces of `limit` hours, asked of the report API itself. */
export async function batchesOf({ report, token }: Trial, limit: number): Promise<readonly SignedBatch[]> {
  const batches: SignedBatch[] = [];
  for (let since = ''; ; ) {
    const path = `/api/v1/feed?limit=${limit}${since}`;
    const answer = await request(report).get(path).auth(token, { type: 'bearer' }).expect(200);
    const signature = parseSignatureHeader(answer.headers[SIGNATURE_HEADER.toLowerCase()] ?? '');
    if (!signature) throw new Error('no signature');
    batches.push({ text: answer.text, signature });
    const { next, more } = decodeBatch(answer.text);
    if (!more) return batches;
    since = `&since=${next.ledger}.${next.seq}`;
  }
}

/** What a reader of these has, by the domain's own merge. */
export function told(batches: readonly SignedBatch[]): readonly string[] {
  const merge = createMerge();
  for (const { text } of batches) merge.take(decodeBatch(text).items);
  return merge.counters().map(spell).sort();
}

/** What a store has of a checkpoint. */
export function kept(store: HubStore, id = ID): readonly string[] {
  const cells: string[] = [];
  store.each(id, ALL_HOURS, (cell) => cells.push(spell(cell)));
  return cells.sort();
}

interface Spelled {
  readonly hour: number;
  readonly metric: string;
  readonly by: string;
  readonly n: number;
  readonly clock: string;
}

/** A counter without its run: the merge tells no runs. */
export function spell({ hour, metric, by, n, clock }: Spelled): string {
  return `${hour} ${metric} ${by} ${n} ${clock}`;
}

/** A file that a reader's process may open again. */
export function storePath(): string {
  return join(temporaryFolder(), 'counts.db');
}

export function openStore(path = ':memory:'): HubStore {
  return openHubStore(path, createMemoryLog());
}

export interface Pulling {
  readonly limit?: number;
  readonly patience?: Patience;
  readonly ending?: AbortSignal;
}

/** For whoever is to be given up; nobody else may be so on a busy machine. */
export const IMPATIENT: Patience = { silenceMs: 250, answerMs: 1000 };

/** A reader's whole life: its process starts, reads, and ends. Resolves to the fault's code, or to `whole`. */
export async function pullOnce(path: string, checkpoint: Reachable, pulling: Pulling = {}): Promise<string> {
  const store = openStore(path);
  try {
    const ending = new AbortController().signal;
    const { fault } = await collect(checkpoint, { store, ending, ...pulling });
    return fault?.code ?? 'whole';
  } finally {
    store.close();
  }
}

/** What a file has of the checkpoint. */
export function keptIn(path: string): readonly string[] {
  const store = openStore(path);
  try {
    return kept(store);
  } finally {
    store.close();
  }
}

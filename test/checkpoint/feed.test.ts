import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { FeedError } from '../../src/domain/feed/fault.ts';
import { parseSignatureHeader, SIGNATURE_HEADER } from '../../src/domain/feed/signature.ts';
import { openBatch } from '../../src/hub/open-batch.ts';
import { readPublicKey } from '../../src/platform/ed25519.ts';
import { createMerge } from '../domain/feed/merge.ts';
import { startTrial } from './trial.ts';

const HOUR_MS = 3_600_000;

type Trial = Awaited<ReturnType<typeof startTrial>>;

/** A district's program: asks for a piece, sees that it is the checkpoint's, and opens it. */
async function ask({ report, token, publicKey }: Trial, query: string) {
  const answer = await request(report)
    .get(`/api/v1/feed${query}`)
    .auth(token, { type: 'bearer' })
    .expect(200);
  const signature = parseSignatureHeader(answer.headers[SIGNATURE_HEADER.toLowerCase()] ?? '');
  if (!signature) throw new Error('no signature');
  const signed = { text: answer.text, signature };
  return { signed, answer, batch: openBatch(signed, readPublicKey(publicKey())) };
}

/** Reads from the beginning to the end in pieces of `limit` hours. */
async function collect(trial: Trial, limit: number) {
  const merge = createMerge();
  let since = '';
  for (let piece = 0; piece < 50; piece++) {
    const { batch } = await ask(trial, `?limit=${limit}${since}`);
    merge.take(batch.items);
    since = `&since=${batch.next.ledger}.${batch.next.seq}`;
    if (!batch.more) return { merge, since };
  }
  throw new Error('the feed has no end');
}

const sessionsIn = ({ counters }: ReturnType<typeof createMerge>) =>
  counters().reduce(
    (sum, { metric, by, n }) => sum + (metric === 'session' && by.startsWith('language=') ? n : 0),
    0,
  );

/** So many taps, each a new session, and the hour of each is over. */
async function liveThrough({ portal, clock }: Trial, taps: number): Promise<void> {
  for (let tap = 0; tap < taps; tap++) {
    await request(portal).post('/accept').expect(303);
    clock.pass(6 * HOUR_MS);
  }
}

describe('the feed', () => {
  test('gives all hours that are over, in pieces, signed, and then only what is new', async () => {
    const trial = await startTrial();
    await liveThrough(trial, 5);
    const { merge, since } = await collect(trial, 2);
    expect(sessionsIn(merge)).toBe(5);
    expect((await ask(trial, `?${since.slice(1)}`)).batch).toMatchObject({
      items: [],
      more: false,
      reset: false,
    });
    await liveThrough(trial, 1);
    const { batch } = await ask(trial, `?${since.slice(1)}`);
    expect(batch).toMatchObject({ more: false, reset: false });
    merge.take(batch.items);
    expect(sessionsIn(merge)).toBe(6);
  });

  test('leaves out the hour that is not over, and says until when it has told all', async () => {
    const trial = await startTrial();
    await request(trial.portal).post('/accept').expect(303);
    expect((await ask(trial, '')).batch).toMatchObject({
      items: [],
      until: Date.parse('2021-02-01T01:00Z') / HOUR_MS,
    });
  });

  test('does not name a language or a kind of phone that fewer than five had', async () => {
    const trial = await startTrial();
    await liveThrough(trial, 1);
    const named = (await ask(trial, '')).batch.items.flatMap(({ counters }) =>
      counters
        .filter(({ by }) => /^(language|family)=/.test(by))
        .map(({ metric, by, n }) => `${metric} ${by} ${n}`),
    );
    expect(named).toEqual(['device family=other 1', 'session family=other 1', 'session language=other 1']);
  });

  test('says of no hour that all is told while nobody knows the time', async () => {
    const trial = await startTrial();
    trial.clock.setQuality('estimated');
    trial.clock.setWall(Date.parse('2099-01-01T00:00Z'));
    expect((await ask(trial, '')).batch.until).toBe(Date.parse('2020-01-01T00:00Z') / HOUR_MS);
  });

  test.each(['0123456789abcdef.1', 'own.999999'])('begins anew for whoever was at %s', async (position) => {
    const trial = await startTrial();
    await liveThrough(trial, 1);
    const { batch } = await ask(trial, '');
    const { batch: again } = await ask(trial, `?since=${position.replace('own', batch.next.ledger)}`);
    expect(again).toEqual({ ...batch, reset: true });
  });

  test('is the same in gzip', async () => {
    const trial = await startTrial();
    await liveThrough(trial, 1);
    const asked = (encoding: string) =>
      request(trial.report)
        .get('/api/v1/feed')
        .auth(trial.token, { type: 'bearer' })
        .set('Accept-Encoding', encoding);
    const [packed, plain] = [await asked('gzip'), await asked('identity')];
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(packed.text).toBe(plain.text);
  });

  test('with one byte changed, or under another name, is refused', async () => {
    const trial = await startTrial();
    await liveThrough(trial, 1);
    const { signed } = await ask(trial, '');
    const key = readPublicKey(trial.publicKey());
    const codeOf = (batch: typeof signed) => {
      try {
        return openBatch(batch, key).checkpoint;
      } catch (error) {
        return error instanceof FeedError ? error.code : error;
      }
    };
    for (let at = 0; at < signed.text.length; at++) {
      const byte = String.fromCharCode(signed.text.charCodeAt(at) ^ 1);
      const text = signed.text.slice(0, at) + byte + signed.text.slice(at + 1);
      expect(codeOf({ ...signed, text })).toBe('feed-signature');
    }
    const { ed25519 } = signed.signature;
    for (let at = 0; at < ed25519.length; at++) {
      const other = ed25519.slice(0, at) + (ed25519[at] === 'A' ? 'B' : 'A') + ed25519.slice(at + 1);
      expect(codeOf({ ...signed, signature: { ...signed.signature, ed25519: other } })).toBe(
        'feed-signature',
      );
    }
    expect(codeOf({ ...signed, signature: { ...signed.signature, checkpoint: 'khac' } })).toBe('feed-other');
    expect(codeOf(signed)).toBe('thu-nghiem');
  });

  test.each([
    ['?since=1', 'feed-since'],
    ['?since=a&since=b', 'feed-since'],
    ['?limit=0', 'feed-limit'],
    ['?limit=501', 'feed-limit'],
    ['?limit=x', 'feed-limit'],
  ])('refuses %s', async (query, code) => {
    const { report, token } = await startTrial();
    const answer = await request(report)
      .get(`/api/v1/feed${query}`)
      .auth(token, { type: 'bearer' })
      .expect(400);
    expect(answer.body.error.code).toBe(code);
  });

  test('is for nobody without a token', async () => {
    const { report } = await startTrial();
    await request(report).get('/api/v1/feed').expect(401);
  });
});

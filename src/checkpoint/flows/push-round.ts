import { formatPosition, type Position } from '../../domain/feed/batch.ts';
import { type HubAnswer, type Rejected, readHubAnswer } from '../../domain/feed/hub-answer.ts';
import { PushError } from '../../domain/feed/push-fault.ts';
import { saysLater } from '../../domain/feed/push-wait.ts';
import { timeOf } from '../../domain/hub-time.ts';
import type { VouchedClock } from '../../platform/vouched-clock.ts';
import type { Hub, Ledger } from '../ports.ts';
import type { Feed, FeedBatch } from './feed.ts';

export interface RoundParts {
  readonly feed: Feed;
  readonly hub: Hub;
  readonly ledger: Pick<Ledger, 'id' | 'vouchedHour'>;
  readonly clock: VouchedClock;
  /** Between two batches, so that a long backlog leaves the link to travelers. */
  readonly pause: () => Promise<void>;
}

/** Hours in a batch: some 50 kB, and 5 kB on its way. */
const ITEMS = 100;
/** How often in a round a hub may keep less than it was given: once it has lost all, more often it is broken, and would have all for ever. */
const SHORT_AT_MOST = 3;

export interface Rounds {
  /** Hands over all that the hub has not got; resolves to when it wants to be asked again. @throws {PushError} */
  go(): Promise<number | undefined>;
  /** Of the last change that the hub is known to have; undefined until it has said so. */
  delivered(): number | undefined;
  /** What it did not take, by `seq`. */
  rejected(): ReadonlyMap<number, string>;
}

/**
 * Hands the feed over, batch by batch. Where the hub stands is asked and not remembered: the first batch after a start, and after
 * whatever went wrong, is empty (a hub that has lost all may have said so, and the answer was lost too). To that whatever the hub says is taken as any reader's `since` is, which begins anew where it says
 * nothing here; later on it may have what it was given, or less.
 */
export function createRounds(parts: RoundParts): Rounds {
  const { feed, hub, ledger } = parts;
  const rejected = new Map<number, string>();
  let since: Position | undefined;
  let delivered: number | undefined;

  const take = ({ ack, rejected: refused }: HubAnswer, batch: FeedBatch) => {
    if (ack.ledger !== ledger.id || ack.seq > batch.next.seq) throw wrongAck(ack, batch);
    delivered = ack.seq;
    for (const { seq, reason } of knownOf(refused, batch)) rejected.set(seq, reason);
  };
  const handOver = async () => {
    const from = since;
    since = undefined;
    const batch = await feed.batch({ since: from, limit: from ? ITEMS : 0 });
    const answer = await ask(parts, batch);
    if (from) take(answer, batch);
    since = answer.ack;
    return { batch, answer };
  };
  const go = async () => {
    if (since === undefined) await handOver();
    for (let short = 0; ; ) {
      const { batch, answer } = await handOver();
      if (answer.ack.seq < batch.next.seq) short += 1;
      else if (!batch.more) return answer.nextMs;
      if (short > SHORT_AT_MOST) {
        since = undefined;
        throw wrongAck(answer.ack, batch);
      }
      await parts.pause();
    }
  };
  return {
    go: () => go().finally(hub.hangUp),
    delivered: () => delivered,
    rejected: () => rejected,
  };
}

function wrongAck(ack: Position, { next }: FeedBatch): PushError {
  return new PushError('broken', `ack ${formatPosition(ack)}, next ${formatPosition(next)}`);
}

async function ask({ hub, ledger, clock }: RoundParts, batch: FeedBatch): Promise<HubAnswer> {
  const sentMs = clock.monotonicMs();
  const { status, retryAfter, text } = await hub.send(batch);
  if (status !== 200)
    throw new PushError(saysLater(status) ? 'later' : 'status', `HTTP ${status}`, retryAfter);
  const answer = readHubAnswer(text);
  if (!answer) throw new PushError('broken', 'ack');
  if (answer.timeMs !== undefined && clock.quality() !== 'ntp') {
    const roundTripMs = clock.monotonicMs() - sentMs;
    const nowMs = timeOf({ epochMs: answer.timeMs, roundTripMs, vouchedHour: ledger.vouchedHour() });
    if (nowMs !== undefined) clock.isNow(nowMs);
  }
  return answer;
}

/** Those that were in the batch. */
function knownOf(rejected: readonly Rejected[], { seqs }: FeedBatch): readonly Rejected[] {
  return rejected.filter(({ seq }) => seqs.includes(seq));
}

import type { Checkpoint } from '../../domain/checkpoint.ts';
import { EARLIEST_HOUR, hourOf, isKnown } from '../../domain/clock.ts';
import { BATCH_BYTES_AT_MOST, type FeedItem, ITEMS_AT_MOST, type Position } from '../../domain/feed/batch.ts';
import { encodeItem, joinBatch } from '../../domain/feed/encode.ts';
import type { SignedBatch } from '../../domain/feed/file.ts';
import { SIGNED_PREFIX } from '../../domain/feed/signature.ts';
import { fold } from '../../domain/fold.ts';
import type { Clock } from '../../platform/clock.ts';
import { formatSignature } from '../../platform/ed25519.ts';
import type { CheckpointKey, Folding, Ledger, Salvage } from '../ports.ts';

/** What stands around the items of a batch: ids, positions, an hour. */
const AROUND_BYTES = 512;

export interface FeedAsked {
  /** What the reader has; undefined from the beginning. */
  readonly since: Position | undefined;
  /** Of items, at most `ITEMS_AT_MOST`; 0 for a batch that only says where it stands. */
  readonly limit?: number;
}

export interface Feed {
  /**
   * The next piece of the feed: hours that are over, on the disk, and signed. Where `since` is of another ledger, or ahead of this one, it is the
   * beginning. Rejects where the disk does.
   */
  batch(asked: FeedAsked): Promise<FeedBatch>;
}

export interface FeedBatch extends SignedBatch {
  /** Of its items. */
  readonly seqs: readonly number[];
  readonly next: Position;
  readonly more: boolean;
}

export interface FeedParts {
  readonly checkpoint: Pick<Checkpoint, 'id'>;
  readonly ledger: Pick<Ledger, 'id' | 'changes' | 'lastSeq' | 'pending'>;
  readonly folding: Folding;
  readonly salvage: Pick<Salvage, 'damage'>;
  readonly key: Pick<CheckpointKey, 'sign' | 'settled'>;
  readonly clock: Clock;
}

/** The ledger's buckets in the order of their change, for whoever collects them: the same piece whether it is pulled, pushed or carried. */
export function createFeed({ checkpoint, ledger, folding, salvage, key, clock }: FeedParts): Feed {
  const sign = (text: string): SignedBatch => {
    const signed = key.sign(Buffer.from(SIGNED_PREFIX + text));
    return { text, signature: { checkpoint: checkpoint.id, ed25519: formatSignature(signed) } };
  };
  const write = (item: FeedItem) =>
    encodeItem({ ...item, counters: fold(item.counters, folding.ruleOf(item.seq)) });
  /** A clock that nobody has set may stand in 2099; of a damaged ledger's hours some are still to come. */
  const isAllKnown = () => isKnown(clock.quality()) && salvage.damage().every(({ isDone }) => isDone);
  return {
    async batch({ since, limit = ITEMS_AT_MOST }) {
      await key.settled;
      const isOurs = since?.ledger === ledger.id && since.seq <= ledger.lastSeq();
      const after = isOurs ? since.seq : 0;
      const growing = hourOf(clock.epochMs());
      const found = ledger.changes({ after, growing, limit: limit + 1 });
      const items = fitting(found.slice(0, limit), write);
      const next = { ledger: ledger.id, seq: found[items.length - 1]?.seq ?? after };
      const more = items.length < found.length;
      const until = isAllKnown() ? ledger.pending({ after: next.seq, growing }).first : EARLIEST_HOUR;
      const reset = since !== undefined && !isOurs;
      const around = { checkpoint: checkpoint.id, reset, next, more, until };
      const text = joinBatch({ ...around, since: { ledger: ledger.id, seq: after } }, items);
      return { ...sign(text), seqs: found.slice(0, items.length).map(({ seq }) => seq), next, more };
    },
  };
}

/** The texts of as many of them as a batch holds, one at least. Each is written once, and none but the first beyond: travelers wait meanwhile. */
function fitting(items: readonly FeedItem[], write: (item: FeedItem) => string): readonly string[] {
  const texts: string[] = [];
  let bytes = AROUND_BYTES;
  for (const item of items) {
    const text = write(item);
    // With the comma after it.
    bytes += text.length + 1;
    if (bytes > BATCH_BYTES_AT_MOST && texts.length > 0) break;
    texts.push(text);
  }
  return texts;
}

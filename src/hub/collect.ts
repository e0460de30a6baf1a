import type { Hour } from '../domain/clock.ts';
import type { Enrolled } from '../domain/enrolled.ts';
import type { Batch, Position } from '../domain/feed/batch.ts';
import { CollectError } from './fault.ts';
import { createFeedSource, type FeedSourceSetting } from './feed-source.ts';
import { openSigned } from './open-signed.ts';
import type { HubStore } from './store.ts';

/**
 * In one pull: up to 256 MB. The 400 days that a checkpoint keeps are 20 to 150 batches, by how much it counts. Whoever has more goes on at
 * the next pull; whoever makes them up as it is asked neither keeps the district waiting for ever nor fills its disk at one go.
 */
const BATCHES_AT_MOST = 1000;

/** What came of one checkpoint. */
export interface Collected {
  readonly id: string;
  /** In how many hours anything was new. */
  readonly hoursNew: number;
  /** Why it is not all; what came before the fault is stored. */
  readonly fault: CollectError | undefined;
}

export interface CollectSetting extends Omit<FeedSourceSetting, 'source'> {
  readonly store: Pick<HubStore, 'position' | 'takeNext'>;
}

/** Reads a checkpoint's feed from where the store stands to its end, or as far as one pull goes. Rejects only where the store's disk does. */
export async function collect(
  checkpoint: Enrolled & { readonly source: NonNullable<Enrolled['source']> },
  { store, ...setting }: CollectSetting,
): Promise<Collected> {
  const { id, source } = checkpoint;
  const news = new Set<Hour>();
  const feed = createFeedSource({ ...setting, source });
  const checkForward = createForwardCheck();
  try {
    let more = true;
    for (let batches = 0; more; batches++) {
      if (batches === BATCHES_AT_MOST) throw new CollectError('endless');
      const since = store.position(id);
      const batch = openSigned(await feed.ask(since), checkpoint);
      checkForward(batch, since);
      for (const hour of store.takeNext(batch)) news.add(hour);
      more = batch.more;
    }
    return { id, hoursNew: news.size, fault: undefined };
  } catch (error) {
    if (!(error instanceof CollectError)) throw error;
    return { id, hoursNew: news.size, fault: error };
  } finally {
    feed.close();
  }
}

/**
 * Somebody on the way can send another piece again, that was signed at its time. It changes no figure; but a later one would lead over
 * hours that were not read, and one that leads back, or to the beginning more than once, could be read for ever.
 */
function createForwardCheck() {
  let resets = 0;
  return ({ since, next, more, reset }: Batch, place: Position | undefined): void => {
    if (reset) resets += 1;
    const isBeginning = since.seq === 0 && (place === undefined || (reset && resets === 1));
    const isNext = !reset && since.ledger === place?.ledger && since.seq === place.seq;
    const isOn = next.seq >= since.seq + (more ? 1 : 0);
    if (!(isBeginning || isNext) || !isOn) throw new CollectError('circle');
  };
}

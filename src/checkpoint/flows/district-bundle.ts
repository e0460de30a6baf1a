import { BundleError, isEarly, type NoticeBundle, refusalText } from '../../domain/notice-bundle.ts';
import type { NoticeFault } from '../../domain/notice-fault.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import { once } from '../../platform/once.ts';
import { createQueue } from '../../platform/queue.ts';
import type { BundleStore } from '../ports.ts';

/** The district's bundle that is in use, on this box. */
export interface DistrictBundle {
  /** Resolves when the one from before this program's start is in use, or is known to be faulty. Never rejects. */
  restore(): Promise<void>;
  bundle(): NoticeBundle | undefined;
  faults(): readonly NoticeFault[];
  /** Takes a newer one in place of it. @throws {BundleError}: the one in use stays. */
  take(bytes: Buffer): Promise<Taken>;
}

/** `same`: it was in use already, byte for byte. */
export type Taken = 'taken' | 'same';

interface Kept {
  readonly bytes: Buffer;
  readonly bundle: NoticeBundle;
}

export interface DistrictBundleParts {
  readonly bundleStore: BundleStore;
  readonly clock: Clock;
  readonly log: Log;
}

export function createDistrictBundle({ bundleStore, clock, log }: DistrictBundleParts): DistrictBundle {
  let kept: Kept | undefined;
  let faults: readonly NoticeFault[] = [];
  const inTurn = createQueue();
  const restore = once(async () => {
    ({ kept, faults } = await readKept(bundleStore));
  });
  /** A box whose own clock is not set cannot tell. */
  const isAhead = (bundle: NoticeBundle) => clock.quality() === 'ntp' && isEarly(bundle, clock.epochMs());
  const replace = async (bytes: Buffer): Promise<Taken> => {
    // Before it is known what is in use, an old one could come in its place.
    await restore();
    const bundle = bundleStore.open(bytes);
    if (kept?.bytes.equals(bytes)) return 'same';
    if (isAhead(bundle)) throw new BundleError('bundle-early');
    // One that came in while the clock was not set does not keep out those of today.
    if (kept && !isAhead(kept.bundle) && bundle.sequence <= kept.bundle.sequence)
      throw new BundleError('bundle-old');
    await bundleStore.keep(bytes).catch((error) => {
      throw new BundleError('bundle-not-kept', reasonOf(error));
    });
    kept = { bytes, bundle };
    faults = [];
    log.info(`${bundle.notices.length} notices of the district are taken, issued ${bundle.issued}`);
    return 'taken';
  };
  return {
    restore,
    bundle: () => kept?.bundle,
    faults: () => faults,
    take: (bytes) =>
      inTurn(() => replace(bytes)).catch((error) => {
        log.warn(`a bundle of notices is refused, the old ones stay: ${reasonOf(error)}`);
        throw error;
      }),
  };
}

/** Verified again at each start: the key may be another one by now, and the disk may have lied. */
async function readKept(
  store: BundleStore,
): Promise<{ kept: Kept | undefined; faults: readonly NoticeFault[] }> {
  try {
    const bytes = await store.read();
    return { kept: bytes && { bytes, bundle: store.open(bytes) }, faults: [] };
  } catch (error) {
    const refusal = error instanceof BundleError ? error : new BundleError('bundle-format', reasonOf(error));
    return {
      kept: undefined,
      faults: [{ where: 'storage.directory/notices.json', ...refusalText(refusal) }],
    };
  }
}

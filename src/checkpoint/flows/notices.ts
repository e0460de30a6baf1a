import { dateOf, hourOf } from '../../domain/clock.ts';
import { type HeldNotice, holdingOn, NOTICES_AT_MOST } from '../../domain/notice.ts';
import type { NoticeBundle } from '../../domain/notice-bundle.ts';
import { formatNoticeFault, type NoticeFault } from '../../domain/notice-fault.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Log } from '../../platform/log.ts';
import type { BundleStore, NoticeFolder, NoticeReading } from '../ports.ts';
import { createDistrictBundle, type Taken } from './district-bundle.ts';

export interface NoticesParts {
  readonly noticeFolder: NoticeFolder;
  readonly bundleStore: BundleStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** The official notices, from the folder on this box and from the district's bundle. */
export interface Notices {
  /** Those that hold today, the most important first, ten at most. */
  current(): readonly HeldNotice[];
  /** Another one whenever what is shown has changed, as at the midnight when one expires. */
  version(): string;
  /** What is wrong now; the good ones are shown all the same. */
  faults(): readonly NoticeFault[];
  /** The district's bundle in use. */
  bundle(): NoticeBundle | undefined;
  /** Takes a newer one in place of it. @throws {BundleError}: the one in use stays. */
  take(bytes: Buffer): Promise<Taken>;
  readonly job: Job;
}

export function createNotices({ noticeFolder, bundleStore, clock, log }: NoticesParts): Notices {
  const district = createDistrictBundle({ bundleStore, clock, log });
  const tell = createTelling(log);
  let folder: NoticeReading = { notices: [], faults: [] };
  let readings = 0;

  const holding = () => {
    const bundle = district.bundle()?.notices ?? [];
    return holdingOn(dateOf(hourOf(clock.epochMs())), { folder: folder.notices, bundle });
  };
  const current = () => holding().slice(0, NOTICES_AT_MOST);
  const faults = () => [...folder.faults, ...district.faults(), ...tooMany(holding())];
  const run = async () => {
    await district.restore();
    const read = await noticeFolder.read();
    // The same objects as long as they say the same: what is made of them is kept by them.
    if (JSON.stringify(read) !== JSON.stringify(folder)) {
      folder = read;
      readings += 1;
    }
    tell(faults());
  };
  return {
    current,
    version() {
      const shown = current().map(({ id, from }) => `${from}/${id}`);
      return [readings, district.bundle()?.sequence, ...shown].join(' ');
    },
    faults,
    bundle: district.bundle,
    take: district.take,
    job: { name: 'reading the notices', everyMs: 60_000, run },
  };
}

function tooMany(holding: readonly HeldNotice[]): readonly NoticeFault[] {
  const hidden = holding.slice(NOTICES_AT_MOST);
  if (hidden.length === 0) return [];
  return [
    {
      where: hidden.map(({ id }) => id).join(', '),
      fault: {
        vi: `không hiện, vì trang chỉ hiện ${NOTICES_AT_MOST} thông báo`,
        en: `not shown, as the page shows ${NOTICES_AT_MOST} notices`,
      },
      remedy: {
        vi: 'bỏ bớt thông báo, hoặc cho hết hạn sớm hơn',
        en: 'remove some, or let them expire sooner',
      },
    },
  ];
}

/** Each fault is logged once for as long as it lasts. */
function createTelling(log: Log): (faults: readonly NoticeFault[]) => void {
  let told: ReadonlySet<string> = new Set();
  return (faults) => {
    const lines = new Set(faults.map((fault) => `notices: ${formatNoticeFault(fault, 'en')}`));
    for (const line of lines) if (!told.has(line)) log.warn(line);
    told = lines;
  };
}

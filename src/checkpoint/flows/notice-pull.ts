import { BundleError, refusalText } from '../../domain/notice-bundle.ts';
import type { NoticeFault } from '../../domain/notice-fault.ts';
import type { Job } from '../../platform/jobs.ts';
import { reasonOf } from '../../platform/log.ts';
import type { BundleSource } from '../ports.ts';
import type { Notices } from './notices.ts';
import type { UplinkWatch } from './uplink-watch.ts';

export interface PullParts {
  readonly source: BundleSource;
  readonly notices: Pick<Notices, 'take'>;
  readonly uplinkWatch: Pick<UplinkWatch, 'view'>;
}

export interface NoticePull {
  readonly job: Job;
  faults(): readonly NoticeFault[];
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Asks the district's address for a newer bundle once an hour while the uplink is up. Where it does not answer, after one minute,
 * two, four and so on up to an hour: a box that has just come back should not wait, and a server that is down should not be
 * asked by every checkpoint of a province at once.
 */
export function createNoticePull({ source, notices, uplinkWatch }: PullParts): NoticePull {
  let tag: string | undefined;
  let fault: NoticeFault | undefined;
  let failures = 0;
  let waitMs = MINUTE_MS;

  const pull = async () => {
    const fetched = await source.fetch(tag);
    // A bundle that was refused is not fetched again before the district puts another one there.
    if (fetched === 'unchanged') return;
    await notices.take(fetched.bytes).catch((error) => {
      if (isFinal(error)) tag = fetched.tag;
      throw error;
    });
    tag = fetched.tag;
    fault = undefined;
  };
  const run = async () => {
    waitMs = MINUTE_MS;
    if (uplinkWatch.view().state === 'down') return;
    try {
      await pull();
      if (fault?.where === SILENT) fault = undefined;
      failures = 0;
      waitMs = HOUR_MS;
    } catch (error) {
      waitMs = isFinal(error) ? HOUR_MS : Math.min(HOUR_MS, MINUTE_MS * 2 ** failures);
      failures = isFinal(error) ? 0 : failures + 1;
      fault = faultOf(error);
      throw error;
    }
  };
  return {
    job: { name: "fetching the district's notices", everyMs: () => waitMs, run },
    faults: () => (fault ? [fault] : []),
  };
}

const SILENT = 'notices.url';

/** Another try would get the same bytes and the same answer. */
function isFinal(error: unknown): boolean {
  return error instanceof BundleError && error.code !== 'bundle-not-kept';
}

function faultOf(error: unknown): NoticeFault {
  if (error instanceof BundleError) return { where: 'notices.url, bundle', ...refusalText(error) };
  const reason = reasonOf(error);
  return {
    where: SILENT,
    fault: { vi: `không tải được gói thông báo (${reason})`, en: `the bundle cannot be fetched (${reason})` },
    remedy: {
      vi: 'xem lại notices.url; chốt sẽ tự thử lại; hoặc dùng USB: `checkpoint-portal notices add TỆP`',
      en: 'see that notices.url is right; it is tried again; or take a USB stick: `checkpoint-portal notices add FILE`',
    },
  };
}

import { createNoticePull } from '../flows/notice-pull.ts';
import { createNotices, type NoticesParts } from '../flows/notices.ts';
import type { UplinkWatch } from '../flows/uplink-watch.ts';
import type { Machine } from '../system/machine.ts';

/** The notices, and the way by which the district's come over the uplink; what is wrong with either is told in one place. */
export function createNoticeCare(
  parts: NoticesParts & Pick<Machine, 'bundleSource'> & { uplinkWatch: Pick<UplinkWatch, 'view'> },
) {
  const { bundleSource: source, uplinkWatch } = parts;
  const notices = createNotices(parts);
  const noticePull = source && createNoticePull({ source, notices, uplinkWatch });
  const faults = () => [...notices.faults(), ...(noticePull?.faults() ?? [])];
  return { notices: { ...notices, faults }, noticePull };
}

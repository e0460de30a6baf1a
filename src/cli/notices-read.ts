import { statSync } from 'node:fs';
import { createNoticeFolder } from '../checkpoint/system/notices/folder.ts';
import { dateOf, hourOf } from '../domain/clock.ts';
import { type HeldNotice, holdingOn } from '../domain/notice.ts';
import { formatNoticeFault, type NoticeFault } from '../domain/notice-fault.ts';
import type { Tongue } from '../domain/text.ts';
import { systemClock } from '../platform/clock.ts';
import { CommandFault } from './command.ts';
import { wrap } from './wrap.ts';

/** What is in a folder of notices that somebody works on. */
export interface ReadNotices {
  /** Those that hold today. */
  readonly holding: readonly HeldNotice[];
  readonly expired: number;
  readonly faults: readonly NoticeFault[];
}

/** @throws {CommandFault} where there is no such folder: a slip in its name would look like one without faults. */
export async function readNotices(directory: string): Promise<ReadNotices> {
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CommandFault({
      vi: `không có thư mục ${directory}\n    Cách sửa: xem lại tên; thư mục chứa các tệp như rua-tay.vi.md`,
      en: `there is no folder ${directory}\n    Remedy: see its name; it holds files such as wash-hands.en.md`,
    });
  }
  const { notices, faults } = await createNoticeFolder(directory).read();
  const holding = holdingOn(dateOf(hourOf(systemClock.epochMs())), { folder: notices, bundle: [] });
  return { holding, expired: notices.length - holding.length, faults };
}

/** Every fault with its remedy, and how many there are. */
export function tellFaults(faults: readonly NoticeFault[], tongue: Tongue): string {
  const count =
    tongue === 'vi' ? `${faults.length} lỗi` : `${faults.length} fault${faults.length === 1 ? '' : 's'}`;
  return `${faults.map((fault) => `${wrap(formatNoticeFault(fault, tongue))}\n`).join('')}${count}\n`;
}

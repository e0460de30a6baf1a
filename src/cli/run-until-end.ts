import { once } from 'node:events';
import type { Text } from '../domain/text.ts';
import { startJobs } from '../platform/jobs.ts';
import { type Log, reasonOf } from '../platform/log.ts';
import { tellSupervisor } from '../platform/supervisor.ts';
import { CommandFault, type Context, EXIT } from './command.ts';

/** Why a program does not start, by what the system says, and what to do about it. */
const REMEDIES: readonly (readonly [said: RegExp, remedy: Text])[] = [
  [
    /EADDRINUSE|is in use/,
    {
      vi: 'dừng chương trình kia, hoặc đổi portal.port hay reporting.listen trong tệp cấu hình',
      en: 'stop the other program, or change portal.port or reporting.listen in the config',
    },
  ],
  [
    /EADDRNOTAVAIL/,
    {
      vi: 'đặt địa chỉ này cho card mạng trước (`ip address`), hoặc sửa guest.subnet',
      en: 'give the interface this address first (`ip address`), or correct guest.subnet',
    },
  ],
  [
    /spawn nft ENOENT/,
    { vi: 'cài nftables: apt-get install nftables', en: 'install nftables: apt-get install nftables' },
  ],
  [
    /EACCES|EPERM|Operation not permitted/,
    {
      vi: 'chạy với quyền cần thiết: gate cần CAP_NET_ADMIN; portal cần cùng nhóm với gate và ghi được storage.directory',
      en: 'run it with the rights it needs: the gate CAP_NET_ADMIN; the portal the group of the gate, and a storage.directory it may write',
    },
  ],
];

interface Program<Running> {
  readonly log: Log;
  start(): Promise<Running>;
  ready(running: Running): void;
  /** Asks the program as others do; rejects where it does not answer. */
  ask(): Promise<unknown>;
}

/** Starts a program, says that it is ready and goes on being well, and stops it when it is asked to end or cannot go on. */
export async function runUntilEnd<Running extends { stop(): Promise<void> }>(
  { ending: endingOf, supervisor }: Context,
  { log, start, ready, ask }: Program<Running>,
): Promise<number> {
  const ending = endingOf();
  const running = await start().catch((error) => {
    throw startFault(error);
  });
  const telling = startJobs(supervisor ? [tellSupervisor(supervisor, ask)] : [], log);
  try {
    ready(running);
    if (!ending.aborted) await once(ending, 'abort');
  } finally {
    telling.stop();
    await running.stop();
  }
  return EXIT.good;
}

function startFault(error: unknown): unknown {
  const reason = reasonOf(error);
  const remedy = REMEDIES.find(([said]) => said.test(reason))?.[1];
  if (!remedy) return error;
  return new CommandFault({
    vi: `${reason}\n    Cách sửa: ${remedy.vi}`,
    en: `${reason}\n    Remedy: ${remedy.en}`,
  });
}

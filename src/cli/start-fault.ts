import type { Text } from '../domain/text.ts';
import { reasonOf } from '../platform/log.ts';
import { CommandFault } from './command.ts';

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
      vi: 'đặt địa chỉ này cho card mạng trước (`ip address`), hoặc sửa guest.subnet hay reporting.listen',
      en: 'give the interface this address first (`ip address`), or correct guest.subnet or reporting.listen',
    },
  ],
  [
    /spawn nft ENOENT/,
    { vi: 'cài nftables: apt-get install nftables', en: 'install nftables: apt-get install nftables' },
  ],
  [
    /EACCES|EPERM|Operation not permitted/,
    {
      vi: 'chạy với quyền cần thiết: gate cần CAP_NET_ADMIN, portal cần ghi được storage.directory',
      en: 'run it with the rights it needs: the gate CAP_NET_ADMIN, the portal a storage.directory it may write',
    },
  ],
];

/** Waits for a program's start; a fault with a known remedy is told with it. */
export async function starting<Running>(start: Promise<Running>): Promise<Running> {
  try {
    return await start;
  } catch (error) {
    const reason = reasonOf(error);
    const remedy = REMEDIES.find(([said]) => said.test(reason))?.[1];
    if (!remedy) throw error;
    throw new CommandFault({
      vi: `${reason}\n    Cách sửa: ${remedy.vi}`,
      en: `${reason}\n    Remedy: ${remedy.en}`,
    });
  }
}

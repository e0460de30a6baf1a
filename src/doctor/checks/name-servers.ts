import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

/** systemd-resolved's own name for the file that it keeps for others, see systemd-resolved.service(8). */
const RESOLVED = '/run/systemd/resolve/stub-resolv.conf';

const FAULTS = {
  none: {
    level: 'red',
    what: { vi: '/etc/resolv.conf không có máy chủ tên miền', en: '/etc/resolv.conf names no name server' },
    meaning: {
      vi: 'không trang nào mở được, trước cũng như sau khi vào mạng',
      en: 'no site can be opened, before or after the tap',
    },
    remedy: {
      vi: `chạy \`networkctl renew {uplink}\`; nếu vẫn vậy, \`ln -sf ${RESOLVED} /etc/resolv.conf\`, rồi xem modem có cấp DNS qua DHCP không`,
      en: `run \`networkctl renew {uplink}\`; if that does not help, \`ln -sf ${RESOLVED} /etc/resolv.conf\`, then see whether the modem gives DNS servers by DHCP`,
    },
    again: 'cat /etc/resolv.conf',
  },
  silent: {
    level: 'yellow',
    what: { vi: 'máy chủ tên miền {servers} không trả lời', en: 'name server {servers} does not answer' },
    meaning: {
      vi: 'mở trang có lúc phải chờ vài giây; máy chủ còn lại mà hỏng là mất mạng',
      en: 'pages may take seconds; when the other one fails too, nothing works',
    },
    remedy: {
      vi: 'xem lại DNS trong cài đặt của modem; trong lúc chờ, đến lần khởi động sau: `resolvectl dns {uplink} 1.1.1.1 8.8.8.8`',
      en: 'look at the DNS in the settings of the modem; what helps until the next start: `resolvectl dns {uplink} 1.1.1.1 8.8.8.8`',
    },
  },
} as const satisfies Faults;

/** Many a router announces itself so, as `fe80::1%eth0`; Node drops what is behind the sign, and asks nobody. */
const LINK_LOCAL = /^fe[89ab][0-9a-f]:/i;

/** Each name server by itself. That none of them answers is the uplink's finding. */
export const nameServers: Check = {
  id: 'name-servers',
  name: { vi: 'Máy chủ tên miền', en: 'Name servers' },
  faults: FAULTS,
  async look(box) {
    const { guest, gate, uplink } = box.checkpoint;
    if (gate.simulated) return [];
    const text = await serversFile(box);
    const own = [guest.address, guest.ipv6?.address, '127.0.0.1', '::1'];
    const all = [...text.matchAll(/^nameserver\s+(\S+)/gm)].map(([, address = '']) => address);
    const servers = all.filter((address) => !own.includes(address) && !LINK_LOCAL.test(address));
    if (all.length === 0) return [found(FAULTS, 'none', { uplink: uplink.interface })];
    const asked = await Promise.all(
      servers.map(async (server) => ({ server, answers: await answers(box, server) })),
    );
    const silent = asked.filter((one) => !one.answers).map(({ server }) => server);
    if (silent.length === asked.length) return [];
    if (silent.length > 0)
      return [found(FAULTS, 'silent', { servers: silent.join(', '), uplink: uplink.interface })];
    return [green({ vi: `trả lời: ${servers.join(', ')}`, en: `answer: ${servers.join(', ')}` })];
  },
};

/** systemd-resolved stands before the servers, and says there which they are. */
async function serversFile(box: Box): Promise<string> {
  const text = (await box.read('/etc/resolv.conf')) ?? '';
  if (!/^nameserver\s+127\.0\.0\.5[34]/m.test(text)) return text;
  return (await box.read('/run/systemd/resolve/resolv.conf')) ?? text;
}

/** That there is no such name is an answer too. */
async function answers(box: Box, server: string): Promise<boolean> {
  const name = new URL(box.checkpoint.uplink.probes[0] ?? '').hostname;
  return box.resolve(name, server).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'ENOTFOUND' || error.code === 'ENODATA',
  );
}

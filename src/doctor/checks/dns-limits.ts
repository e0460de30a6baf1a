import { formatIpv4, parseIpv4 } from '../../domain/ipv4.ts';
import { RUN } from '../../domain/rules/names.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

/** As the rendered file has it; dnsmasq's own is 150. */
const FORWARD_MAX = 1000;
const OWN_MAX = 150;
/** Half of what a socket holds unless told otherwise: some hundred questions that wait. */
const QUEUE_BYTES = 100_000;
/** A day: the number never falls, and a thousand in a year are no rush. */
const LOST_AT_LEAST = 1000;
const DAY_MS = 24 * 3_600_000;

const FAULTS = {
  dead: {
    level: 'red',
    what: { vi: 'dnsmasq không chạy', en: 'dnsmasq does not run' },
    meaning: {
      vi: 'khách không nhận được địa chỉ, không mở được trang nào',
      en: 'travelers get no address and open no page',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-dnsmasq`; lý do ở `journalctl -u checkpoint-dnsmasq -n 20`',
      en: 'run `systemctl restart checkpoint-dnsmasq`; `journalctl -u checkpoint-dnsmasq -n 20` says why',
    },
  },
  low: {
    level: 'yellow',
    what: {
      vi: 'dnsmasq chỉ chuyển {most} câu hỏi một lúc',
      en: 'dnsmasq passes on {most} questions at once only',
    },
    meaning: {
      vi: 'mạng chậm thì từ 25 máy trở lên bị từ chối',
      en: 'on a slow uplink some 25 phones use that up',
    },
    remedy: { vi: 'chạy `checkpoint-portal config apply`', en: 'run `checkpoint-portal config apply`' },
  },
  busy: {
    level: 'yellow',
    what: {
      vi: 'dnsmasq không kịp trả lời: {kb} kB câu hỏi đang chờ',
      en: 'dnsmasq does not keep up: {kb} kB of questions wait',
    },
    meaning: { vi: 'trang mở chậm với mọi người', en: 'pages open slowly for all' },
    remedy: {
      vi: 'xem mục uplink và memory; nếu một máy hỏi quá nhiều, chạy lại sau vài phút',
      en: 'see the checks uplink and memory; where one phone asks too much, look again in some minutes',
    },
  },
  lost: {
    level: 'yellow',
    what: {
      vi: 'dnsmasq đã bỏ rơi {n} câu hỏi từ khi chạy',
      en: 'dnsmasq has lost {n} questions since it was started',
    },
    meaning: { vi: 'lúc đông, trang mở chậm', en: 'in a rush pages open slowly' },
    remedy: {
      vi: 'dùng máy mạnh hơn, hoặc chia khách cho hai chốt; đếm lại từ đầu: `systemctl restart checkpoint-dnsmasq`',
      en: 'take a faster box or spread guests over two; `systemctl restart checkpoint-dnsmasq` counts anew',
    },
  },
} as const satisfies Faults;

/** Whether dnsmasq runs and bears what is asked of it, as the kernel sees: it is not asked itself, and nothing is logged. */
export const dnsLimits: Check = {
  id: 'dns-limits',
  name: { vi: 'DNS và DHCP', en: 'DNS and DHCP' },
  faults: FAULTS,
  async look(box) {
    if (box.checkpoint.gate.simulated) return [];
    const pid = Number(await box.read(`${RUN}/dnsmasq.pid`));
    const words = pid > 0 ? ((await box.read(`/proc/${pid}/cmdline`)) ?? '').split('\0') : [];
    if (!words[0]?.includes('dnsmasq')) return [found(FAULTS, 'dead')];
    const most = await forwardMax(box, words);
    const { queued, lost } = await socketOf(box);
    const findings = [
      ...(most !== undefined && most < FORWARD_MAX ? [found(FAULTS, 'low', { most })] : []),
      ...(queued > QUEUE_BYTES ? [found(FAULTS, 'busy', { kb: Math.round(queued / 1000) })] : []),
      ...(lost >= LOST_AT_LEAST * Math.max(1, box.monotonicMs() / DAY_MS)
        ? [found(FAULTS, 'lost', { n: lost })]
        : []),
    ];
    if (findings.length > 0) return findings;
    return [green({ vi: `chạy; đã bỏ rơi ${lost} câu hỏi`, en: `runs; has lost ${lost} questions` })];
  },
};

/** Of the file that it was started with; undefined where there is none. */
async function forwardMax(box: Box, words: readonly string[]): Promise<number | undefined> {
  const file = words.map((word) => /^--conf-file=(.+)/.exec(word)?.[1]).find(Boolean);
  const text = file && (await box.read(file));
  if (!text) return undefined;
  return Number(/^dns-forward-max=(\d+)/m.exec(text)?.[1] ?? OWN_MAX);
}

/** Columns of /proc/net/udp: `local_address` is an address back to front, `rx_queue` behind a colon, and `drops` is the last. */
async function socketOf(box: Box): Promise<{ queued: number; lost: number }> {
  const rows = ((await box.read('/proc/net/udp')) ?? '').split('\n').map((line) => line.trim().split(/\s+/));
  const row = rows.find(([, local = '']) => addressIn(local) === `${box.checkpoint.guest.address}:53`);
  return { queued: Number.parseInt(row?.[4]?.split(':')[1] ?? '0', 16), lost: Number(row?.at(-1) ?? 0) };
}

/** `01004D0A:0035` is 10.77.0.1:53, where the machine writes the lowest byte first as all of ours do. */
function addressIn(local: string): string {
  const [address = '', port = ''] = local.split(':');
  const bytes =
    address
      .match(/../g)
      ?.toReversed()
      .map((byte) => Number.parseInt(byte, 16)) ?? [];
  const value = parseIpv4(bytes.join('.'));
  return value === undefined ? '' : `${formatIpv4(value)}:${Number.parseInt(port, 16)}`;
}

import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  missing: {
    level: 'red',
    what: { vi: 'chưa cài {program}', en: '{program} is not installed' },
    meaning: { vi: 'máy không phục vụ khách được', en: 'the box cannot serve guests' },
    remedy: {
      vi: 'gắn USB vào /mnt rồi `dpkg -i /mnt/debian/bookworm/{package}_*.deb`; nếu có internet: `apt-get install --reinstall {package}`',
      en: 'mount the stick at /mnt, then `dpkg -i /mnt/debian/bookworm/{package}_*.deb`; with internet: `apt-get install --reinstall {package}`',
    },
  },
  old: {
    level: 'red',
    what: {
      vi: '{program} {version} quá cũ, cần từ {least}',
      en: '{program} {version} is older than {least}',
    },
    meaning: {
      vi: 'có phần không chạy: các trang khai báo hoặc tường lửa có thể đóng',
      en: 'parts do not work: the declaration sites or the firewall may stay shut',
    },
    remedy: {
      vi: 'dùng Debian 12 hoặc Raspberry Pi OS 12 trở lên, rồi cài lại từ USB: `sh install.sh`',
      en: 'use Debian 12 or Raspberry Pi OS 12 or later, and install again from the stick: `sh install.sh`',
    },
  },
  nftset: {
    level: 'red',
    what: { vi: 'dnsmasq này không có nftset', en: 'this dnsmasq is built without nftset' },
    meaning: {
      vi: 'khách không mở được trang khai báo trước khi bấm vào mạng',
      en: 'guests cannot open the declaration sites before the tap',
    },
    remedy: {
      vi: 'gỡ bản tự biên dịch và cài bản của Debian: `apt-get install --reinstall dnsmasq-base`',
      en: "remove the one that somebody built, and install Debian's: `apt-get install --reinstall dnsmasq-base`",
    },
    again: 'dnsmasq --version',
  },
} as const satisfies Faults;

interface Program {
  readonly name: string;
  readonly package: string;
  readonly version: readonly string[];
  readonly least: string;
}

/** hostapd tells its version on standard error and ends with 1. */
const PROGRAMS: readonly Program[] = [
  { name: 'nft', package: 'nftables', version: ['--version'], least: '1.0.0' },
  { name: 'dnsmasq', package: 'dnsmasq-base', version: ['--version'], least: '2.88' },
  { name: 'ip', package: 'iproute2', version: ['-V'], least: '5.0' },
  { name: 'hostapd', package: 'hostapd', version: ['-v'], least: '2.9' },
];

/** Programs that the box stands on. */
export const versions: Check = {
  id: 'versions',
  name: { vi: 'Phiên bản', en: 'Versions' },
  faults: FAULTS,
  async look(box) {
    const needed = PROGRAMS.filter(({ name }) => name !== 'hostapd' || box.checkpoint.access.radio);
    const told = box.checkpoint.gate.simulated
      ? []
      : await Promise.all(needed.map((program) => lookAt(box, program)));
    const faults = told.flatMap(({ findings }) => findings);
    if (faults.length > 0) return faults;
    const kernel = (await box.read('/proc/sys/kernel/osrelease'))?.trim() ?? '?';
    const all = [
      `checkpoint-portal ${box.version}`,
      `Node ${box.node}`,
      `Linux ${kernel}`,
      ...told.map(({ words }) => words),
    ].join(', ');
    return [green({ vi: all, en: all })];
  },
};

async function lookAt(box: Box, { name, version: args, least, ...program }: Program) {
  const { code, stdout, stderr } = await box.run(name, args);
  if (code === undefined)
    return { words: '', findings: [found(FAULTS, 'missing', { program: name, package: program.package })] };
  const text = stdout + stderr;
  const [version = '?'] = /\d+\.\d+[.\d]*/.exec(text) ?? [];
  const words = `${name} ${version}`;
  if (isOlder(version, least))
    return { words, findings: [found(FAULTS, 'old', { program: name, version, least })] };
  const lacks = name === 'dnsmasq' && !/ nftset /.test(text);
  return { words, findings: lacks ? [found(FAULTS, 'nftset')] : [] };
}

/** What names no version is not held against it. */
function isOlder(version: string, least: string): boolean {
  if (version === '?') return false;
  const [a, b] = [version, least].map((text) => text.split('.').map(Number));
  const at = (b ?? []).findIndex((part, index) => part !== (a?.[index] ?? 0));
  return at >= 0 && (a?.[at] ?? 0) < (b?.[at] ?? 0);
}

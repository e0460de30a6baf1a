import type { Finding } from '../../domain/finding.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { green } from '../words.ts';

const FAULTS = {
  missing: {
    level: 'red',
    what: { vi: 'systemd không có {unit}', en: 'systemd has no {unit}' },
    meaning: { vi: 'phần này của máy không chạy', en: 'this part of the box does not run' },
    remedy: {
      vi: 'nếu bị khóa: `systemctl unmask {unit}`; nếu không có: gắn USB vào /mnt, `dpkg -i /mnt/checkpoint-portal_*.deb`; rồi `checkpoint-portal config apply`',
      en: 'where it is masked: `systemctl unmask {unit}`; where it is gone: mount the stick at /mnt, `dpkg -i /mnt/checkpoint-portal_*.deb`; then `checkpoint-portal config apply`',
    },
  },
  stopped: {
    level: 'red',
    what: { vi: '{unit} không chạy ({state})', en: '{unit} does not run ({state})' },
    meaning: {
      vi: 'phần này của máy không chạy, khách có thể không vào mạng được',
      en: 'this part of the box does not run, and guests may get no internet',
    },
    remedy: {
      vi: 'chạy `systemctl restart {unit}`; nếu vẫn vậy, `journalctl -u {unit} -n 20` cho biết lý do',
      en: 'run `systemctl restart {unit}`; if that does not help, `journalctl -u {unit} -n 20` says why',
    },
    again: 'systemctl status {unit}',
  },
  disabled: {
    level: 'yellow',
    what: { vi: '{unit} không tự chạy khi bật máy', en: '{unit} does not start with the box' },
    meaning: {
      vi: 'sau lần mất điện tới, phần này không chạy lại',
      en: 'after the next power cut this part does not come back',
    },
    remedy: { vi: 'chạy `systemctl enable {unit}`', en: 'run `systemctl enable {unit}`' },
  },
  restarts: {
    level: 'yellow',
    what: {
      vi: '{unit} đã tự khởi động lại {n} lần, lần cuối trong 24 giờ qua',
      en: '{unit} was started anew {n} times by itself, the last time in these 24 hours',
    },
    meaning: {
      vi: 'chương trình hay bị lỗi; mỗi lần, khách phải chờ vài giây',
      en: 'it keeps failing; each time travelers wait for some seconds',
    },
    remedy: {
      vi: '`journalctl -u {unit} -p warning -n 30` cho biết lý do; báo người phụ trách',
      en: '`journalctl -u {unit} -p warning -n 30` says why; tell whoever maintains the box',
    },
  },
} as const satisfies Faults;

/** A start or two that came too early for the network is no fault. */
const RESTARTS_AT_MOST = 4;
/** What happened months ago and not since is over, and the number never falls. */
const LATELY_MS = 24 * 3_600_000;
const FIELDS =
  'Id,LoadState,ActiveState,SubState,Result,NRestarts,ExecMainStartTimestampMonotonic,UnitFileState,WantedBy,RequiredBy,ConditionResult';

/** The programs of the box, as systemd keeps them. */
export const units: Check = {
  id: 'units',
  name: { vi: 'Các chương trình', en: 'Programs' },
  faults: FAULTS,
  async look(box) {
    const names = ['firewall', 'gate', 'portal', 'dnsmasq', 'offline'].concat(
      box.checkpoint.access.radio ? ['hostapd'] : [],
    );
    if (box.checkpoint.gate.simulated) return [];
    const shown = await show(
      box,
      names.map((name) => `checkpoint-${name}.service`),
    );
    const findings = shown.flatMap((one) => faultsOf(one, box.monotonicMs()));
    if (findings.length > 0 || shown.length === 0) return findings;
    return [
      green({ vi: `cả ${shown.length} chương trình đang chạy`, en: `all ${shown.length} of them run` }),
    ];
  },
};

/** None where systemd does not keep this box. */
async function show(box: Box, names: readonly string[]): Promise<readonly Record<string, string>[]> {
  const { code, stdout } = await box.run('systemctl', ['show', `--property=${FIELDS}`, ...names]);
  if (code !== 0) return [];
  return stdout
    .trim()
    .split('\n\n')
    .map((block) =>
      Object.fromEntries(
        block.split('\n').map((line) => {
          const at = line.indexOf('=');
          return [line.slice(0, at), line.slice(at + 1)];
        }),
      ),
    );
}

function faultsOf(shown: Readonly<Record<string, string>>, nowMs: number): readonly Finding[] {
  const { Id: unit = '?', LoadState, ActiveState, SubState, Result, NRestarts, UnitFileState } = shown;
  if (LoadState === 'not-found' || LoadState === 'masked') return [found(FAULTS, 'missing', { unit })];
  // One that starts now is seen to run or not the next time; what keeps starting shows in its restarts.
  const isWell = ActiveState === 'active' || ActiveState === 'activating' || ActiveState === 'reloading';
  const n = Number(NRestarts);
  const isLate = nowMs - Number(shown.ExecMainStartTimestampMonotonic ?? 0) / 1000 < LATELY_MS;
  const isOrphan = UnitFileState === 'disabled' && !shown.WantedBy && !shown.RequiredBy;
  return [
    ...(isWell
      ? []
      : [
          found(FAULTS, 'stopped', { unit, state: Result === 'success' ? (SubState ?? '') : (Result ?? '') }),
        ]),
    ...(isOrphan ? [found(FAULTS, 'disabled', { unit })] : []),
    ...(n > RESTARTS_AT_MOST && isLate ? [found(FAULTS, 'restarts', { unit, n })] : []),
  ];
}

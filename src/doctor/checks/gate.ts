import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

const FAULTS = {
  mute: {
    level: 'red',
    what: { vi: 'chương trình gate không trả lời: {why}', en: 'the gate program does not answer: {why}' },
    meaning: {
      vi: 'bấm nút không mở được mạng, và không ai giữ tường lửa nguyên vẹn',
      en: 'the button opens nothing, and nobody keeps the firewall whole',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate`; lý do ở `journalctl -u checkpoint-gate -n 20`',
      en: 'run `systemctl restart checkpoint-gate`; `journalctl -u checkpoint-gate -n 20` says why',
    },
  },
  upkeep: {
    level: 'red',
    what: { vi: 'gate không giữ được {name}: {why}', en: 'the gate cannot keep the {name}: {why}' },
    meaning: { vi: 'phần này của mạng khách đang hỏng', en: "this part of the guests' network is broken" },
    remedy: {
      vi: 'xem các mục interfaces, firewall, forwarding và ports; rồi `systemctl restart checkpoint-gate`',
      en: 'see the checks interfaces, firewall, forwarding and ports; then `systemctl restart checkpoint-gate`',
    },
  },
} as const satisfies Faults;

/** The program that opens and shuts the door, and what it keeps whole. */
export const gate: Check = {
  id: 'gate',
  name: { vi: 'Cửa ra mạng', en: 'The gate' },
  faults: FAULTS,
  async look(box) {
    const status = await statusOf(box);
    if (status === undefined || box.checkpoint.gate.simulated) return [];
    if (status.gate !== 'ok') return [found(FAULTS, 'mute', { why: status.gate })];
    const broken = status.upkeep.flatMap(({ name, fault }) =>
      fault === undefined ? [] : [found(FAULTS, 'upkeep', { name, why: fault })],
    );
    if (broken.length > 0) return broken;
    const mended = status.upkeep.reduce((sum, { mended: times }) => sum + times, 0);
    return [
      green({
        vi: `đang chạy; đã tự sửa mạng khách ${mended} lần`,
        en: `runs; has mended the guests' network ${mended} times`,
      }),
    ];
  },
};

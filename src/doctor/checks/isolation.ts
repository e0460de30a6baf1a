import type { Finding } from '../../domain/finding.ts';
import { DOCTOR_PORT } from '../../domain/rules/doctor-port.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { FULL_MAC, radioOf } from '../radio.ts';
import { green } from '../words.ts';

const STRANGERS = {
  vi: 'khách dò và tấn công được máy của nhau',
  en: 'travelers can reach and attack each other',
};

const FAULTS = {
  ports: {
    level: 'red',
    what: {
      vi: '{n} đầu nối của cầu khách thấy nhau: {ports}',
      en: "{n} ports of the guests' bridge reach each other: {ports}",
    },
    meaning: STRANGERS,
    remedy: { vi: 'chạy `systemctl restart checkpoint-gate`', en: 'run `systemctl restart checkpoint-gate`' },
    again: 'bridge -d link',
  },
  radio: {
    level: 'yellow',
    what: {
      vi: '{name} ({driver}) không tách được các điện thoại',
      en: '{name} ({driver}) cannot keep phones apart',
    },
    meaning: STRANGERS,
    remedy: {
      vi: 'dùng bộ phát WiFi rời có mục "AP isolation", hoặc card WiFi USB loại mac80211',
      en: 'take an access point of its own with "AP isolation", or a USB radio with a mac80211 driver',
    },
  },
  off: {
    level: 'red',
    what: { vi: 'hostapd.conf không có ap_isolate=1', en: 'hostapd.conf lacks ap_isolate=1' },
    meaning: STRANGERS,
    remedy: { vi: 'chạy `checkpoint-portal config apply`', en: 'run `checkpoint-portal config apply`' },
  },
} as const satisfies Faults;

/** Whether guests are strangers to each other. */
export const isolation: Check = {
  id: 'isolation',
  name: { vi: 'Tách các điện thoại', en: 'Phones kept apart' },
  faults: FAULTS,
  async look(box) {
    const { access, gate } = box.checkpoint;
    if (gate.simulated) return [];
    const findings = [...(await judgePorts(box)), ...(await judgeRadio(box))];
    if (findings.length > 0) return findings;
    return [
      access.radio
        ? green({ vi: 'điện thoại không thấy nhau', en: 'phones do not reach each other' })
        : UNSEEN,
    ];
  },
};

/** An access point behind a cable passes between its own phones what never comes here. */
const UNSEEN = green({
  vi: 'các đầu nối đã tách; trong bộ phát WiFi rời thì từ đây không thấy được. Cách thử: nối hai điện thoại, mở http://IP-của-máy-kia (hoặc ping): phải không trả lời; nếu trả lời, bật "AP isolation" của bộ phát',
  en: 'ports are kept apart; what an access point does by itself cannot be seen from here. To test: join two phones and ping one from the other, which must not answer; if it does, switch on "AP isolation" in the access point',
});

async function judgePorts(box: Box): Promise<readonly Finding[]> {
  const folder = `/sys/class/net/${box.checkpoint.access.interface}/brif`;
  const ports = (await box.list(folder)).filter((port) => !port.startsWith(DOCTOR_PORT));
  const flags = await Promise.all(ports.map((port) => box.read(`${folder}/${port}/isolated`)));
  const open = ports.filter((_, index) => flags[index]?.trim() === '0');
  // A single one reaches nobody; the gate has it apart before there is a second.
  if (open.length < 2) return [];
  return [found(FAULTS, 'ports', { n: open.length, ports: open.join(', ') })];
}

async function judgeRadio(box: Box): Promise<readonly Finding[]> {
  const { radio } = box.checkpoint.access;
  if (!radio) return [];
  const { driver = '' } = await radioOf(box, radio.interface);
  const file = await box.read('/etc/checkpoint-portal/system/hostapd.conf');
  return [
    ...(FULL_MAC.includes(driver) ? [found(FAULTS, 'radio', { name: radio.interface, driver })] : []),
    ...(file !== undefined && !/^ap_isolate=1$/m.test(file) ? [found(FAULTS, 'off')] : []),
  ];
}

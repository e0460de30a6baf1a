import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { UNBLOCK } from '../radio.ts';
import { green } from '../words.ts';

/** Its unit's log is empty, as it would name phones: why it does not run it says to who starts it by hand. */
const BY_HAND =
  '`systemctl stop checkpoint-hostapd; timeout 10 hostapd /etc/checkpoint-portal/system/hostapd.conf; systemctl start checkpoint-hostapd`';
const HOSTAPD = {
  vi: `mở khóa WiFi: ${UNBLOCK}, rồi \`systemctl restart checkpoint-hostapd\`; nếu vẫn vậy, xem lý do: ${BY_HAND}`,
  en: `unblock the radio: run ${UNBLOCK}, then \`systemctl restart checkpoint-hostapd\`; if that does not help, see why: ${BY_HAND}`,
};
const NO_WIFI = { vi: 'không có WiFi cho khách', en: 'there is no WiFi for travelers' };

const FAULTS = {
  mute: {
    level: 'red',
    what: { vi: 'hostapd không trả lời trên {name}', en: 'hostapd does not answer on {name}' },
    meaning: NO_WIFI,
    remedy: HOSTAPD,
    again: 'hostapd_cli -p /run/hostapd -i {name} status',
  },
  state: {
    level: 'red',
    what: {
      vi: 'hostapd trên {name} đang ở trạng thái {state}',
      en: 'hostapd on {name} is in the state {state}',
    },
    meaning: NO_WIFI,
    remedy: HOSTAPD,
    again: 'hostapd_cli -p /run/hostapd -i {name} status',
  },
  name: {
    level: 'red',
    what: {
      vi: 'WiFi đang tên là "{heard}", cấu hình ghi "{wanted}"',
      en: 'the WiFi is called "{heard}", the config says "{wanted}"',
    },
    meaning: {
      vi: 'khách không tìm thấy tên WiFi trên bảng',
      en: 'travelers do not find the name that is on the sign',
    },
    remedy: { vi: 'chạy `checkpoint-portal config apply`', en: 'run `checkpoint-portal config apply`' },
  },
} as const satisfies Faults;

const CONTROL = '/run/hostapd';
/** The answer comes to a socket of hostapd_cli's own: not in /tmp, where hostapd does not see it if one of the two has a /tmp of its own. */
const ASK = ['-s', CONTROL, '-p', CONTROL] as const;

/** Whether our own radio is on the air under the name that is on the sign, and how many phones are on it. */
export const accessPoint: Check = {
  id: 'access-point',
  name: { vi: 'WiFi của khách', en: "The guests' WiFi" },
  faults: FAULTS,
  async look(box) {
    const { radio, ssid } = box.checkpoint.access;
    if (!radio) return [];
    const name = radio.interface;
    const { code, stdout } = await box.run('hostapd_cli', [...ASK, '-i', name, 'status']);
    if (code !== 0) return [found(FAULTS, 'mute', { name })];
    const facts = new Map(stdout.split('\n').map((line) => line.split(/=(.*)/) as [string, string]));
    const state = facts.get('state') ?? '?';
    if (state !== 'ENABLED') return [found(FAULTS, 'state', { name, state })];
    const heard = facts.get('ssid[0]');
    // hostapd writes what is not ASCII as \x and two digits: a name in Vietnamese cannot be compared.
    if (heard !== undefined && !heard.includes('\\x') && heard !== ssid)
      return [found(FAULTS, 'name', { heard, wanted: ssid })];
    const phones = facts.get('num_sta[0]') ?? '0';
    return [
      green({
        vi: `đang phát; ${phones} điện thoại đang nối`,
        en: `is on the air; ${phones} phones are on it`,
      }),
    ];
  },
};

import type { ClockQuality } from '../domain/clock.ts';
import type { Text } from '../domain/text.ts';

export const GATE_REMEDY: Text = {
  vi: '`sudo systemctl restart checkpoint-gate`; nếu vẫn vậy: `sudo journalctl -u checkpoint-gate -n 20`; đến lúc đó khách chưa vào mạng được',
  en: '`sudo systemctl restart checkpoint-gate`; if that does not help: `sudo journalctl -u checkpoint-gate -n 20`; nobody can be let through until then',
};

/** How well the time is known; without it counts wait for their hours, and nothing else. */
export const CLOCK: Readonly<Record<ClockQuality | 'name', Text>> = {
  name: { vi: 'Đồng hồ', en: 'Clock' },
  ntp: { vi: 'máy chủ thời gian đã chỉnh', en: 'set by a time server' },
  hub: { vi: 'theo giờ của hub', en: "by the hub's time" },
  estimated: {
    vi: 'chưa được chỉnh, giờ của số liệu là ước lượng',
    en: 'not set, hours of counts are estimated',
  },
};

/** A key that ends with this run, or one that took a damaged one's place. */
export const KEY_REMEDY: Text = {
  vi: 'cấp quyền ghi vào storage.directory rồi `sudo systemctl restart checkpoint-portal`; nếu có tệp .damaged, báo khóa mới cho huyện (`enroll`) rồi xóa tệp đó',
  en: 'let the portal write storage.directory, then `sudo systemctl restart checkpoint-portal`; where a .damaged file is named, show the district the new key (`enroll`), then remove that file',
};

export const POWER_CUTS = {
  name: { vi: 'Mất điện', en: 'Power cuts' },
  value: (count: number, last: string): Text => ({
    vi: `${count} lần, gần nhất ${last}`,
    en: `${count}, the last one ${last}`,
  }),
} as const;

/** How the run before this one ended, where nobody ended it. */
export const ENDING = {
  name: { vi: 'Lần chạy trước', en: 'The run before' },
  'power-cut': {
    vi: 'mất điện; có thể thiếu số đếm của năm giây cuối',
    en: 'the power was cut; its last five seconds may be missing',
  },
  crash: { vi: 'bị dừng đột ngột; không mất số đếm nào', en: 'was killed or fell; no count was lost' },
} as const;

/** What the gate keeps whole, by the gate's names for it; what to do where it cannot. */
const UPKEEP: Readonly<Record<string, { name: Text; remedy: Text }>> = {
  firewall: {
    name: { vi: 'tường lửa', en: 'firewall' },
    remedy: {
      vi: 'cài nftables (apt-get install nftables); gate cần CAP_NET_ADMIN',
      en: 'install nftables (apt-get install nftables); the gate needs CAP_NET_ADMIN',
    },
  },
  forwarding: {
    name: { vi: 'chuyển tiếp gói', en: 'forwarding' },
    remedy: { vi: 'gate cần quyền CAP_NET_ADMIN', en: 'the gate needs CAP_NET_ADMIN' },
  },
  addresses: {
    name: { vi: 'địa chỉ mạng khách', en: 'guest addresses' },
    remedy: {
      vi: 'card access.interface chưa có: xem tên bằng `ip link`, xem dây tới bộ phát WiFi',
      en: 'access.interface is not there: see its name in `ip link`, and the cable to the access point',
    },
  },
  isolation: {
    name: { vi: 'cách ly khách', en: 'isolation' },
    remedy: {
      vi: 'khách có thể thấy máy nhau: cài iproute2, và bật "client isolation" ở bộ phát WiFi',
      en: 'guests may see each other: install iproute2, and switch on "client isolation" in the access point',
    },
  },
  'near networks': {
    name: { vi: 'chặn mạng phía ngoài', en: 'near networks' },
    remedy: { vi: 'gate cần đọc được /proc/net', en: 'the gate must be able to read /proc/net' },
  },
  shaping: {
    name: { vi: 'chia đều đường truyền', en: 'fair share' },
    remedy: {
      vi: 'một máy có thể chiếm cả đường truyền: ghi uplink.down_kbit và up_kbit',
      en: 'one phone may take the whole link: set uplink.down_kbit and up_kbit',
    },
  },
  api: {
    name: { vi: 'báo API cho điện thoại', en: 'announcing the API' },
    remedy: {
      vi: 'cấp cho gate quyền ghi vào /run/checkpoint-gate; điện thoại vẫn thấy trang hướng dẫn',
      en: 'let the gate write to /run/checkpoint-gate; phones find the guide all the same',
    },
  },
  'offline dnsmasq': {
    name: { vi: 'dnsmasq dự phòng', en: 'offline dnsmasq' },
    remedy: {
      vi: 'xem `systemctl status checkpoint-offline`; lúc đứt mạng trang hướng dẫn chưa tự hiện',
      en: 'see `systemctl status checkpoint-offline`; without internet the guide does not come up by itself',
    },
  },
  dnsmasq: {
    name: { vi: 'cấp địa chỉ và tên miền (dnsmasq)', en: 'dnsmasq' },
    remedy: {
      vi: 'xem `systemctl status checkpoint-dnsmasq`; chương trình khác có thể đang giữ cổng 53',
      en: 'see `systemctl status checkpoint-dnsmasq`; another program may hold port 53',
    },
  },
};

/** The gate may be of another version and keep what this one has no words for. */
export function upkeepWords(name: string): { name: Text; remedy: Text } {
  const plain = { vi: name, en: name };
  return Object.hasOwn(UPKEEP, name)
    ? (UPKEEP[name] ?? { name: plain, remedy: plain })
    : { name: plain, remedy: plain };
}

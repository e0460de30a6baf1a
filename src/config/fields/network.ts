import type { Text } from '../../domain/text.ts';
import type { FieldHelp } from './help.ts';

const INTERFACE: Text = {
  vi: 'tên card mạng như lệnh `ip link` in ra',
  en: 'a network interface as `ip link` prints it',
};
const RATE: Text = {
  vi: 'tốc độ đo được của đường truyền, kbit/s, từ 64 đến 10000000',
  en: 'what the link was measured to carry, kbit/s, 64 to 10000000',
};

/** The radio, the way to the internet, the guests, their sessions. */
export const NETWORK_FIELDS: Readonly<Record<string, FieldHelp>> = {
  'access.interface': { wants: INTERFACE, example: 'interface = "br0"' },
  'access.ssid': {
    wants: {
      vi: 'tên WiFi, tối đa 32 byte (chữ có dấu tính 2-3 byte)',
      en: 'the WiFi name, 32 bytes at most (an accented letter takes 2 or 3)',
    },
    example: 'ssid = "KHAI BAO Y TE"',
  },
  'access.radio': { wants: INTERFACE, example: 'radio = "wlan0"' },
  'access.port': { wants: INTERFACE, example: 'port = "eth1"' },
  'access.channel': {
    wants: {
      vi: 'kênh từ 1 đến 13 (2,4 GHz), hoặc 36, 40, 44, 48, 149, 153, 157, 161, 165 (5 GHz; các kênh khác phải nhường radar, WiFi sẽ tự tắt)',
      en: 'a channel, 1 to 13 (2.4 GHz), or 36, 40, 44, 48, 149, 153, 157, 161, 165 (5 GHz; on others the WiFi goes silent for radar)',
    },
    example: 'channel = 6',
  },
  'access.country': {
    wants: { vi: 'mã nước gồm hai chữ hoa', en: 'a country code of two capital letters' },
    example: 'country = "VN"',
  },
  'access.owe': {
    wants: {
      vi: 'true (mã hóa không cần mật khẩu cho máy hỗ trợ) hoặc false',
      en: 'true (encryption without a password for phones that can) or false',
    },
    example: 'owe = false',
  },
  'uplink.interface': { wants: INTERFACE, example: 'interface = "wwan0"' },
  'uplink.down_kbit': { wants: RATE, example: 'down_kbit = 20000' },
  'uplink.up_kbit': { wants: RATE, example: 'up_kbit = 5000' },
  'uplink.probes': {
    wants: {
      vi: 'từ 1 đến 8 địa chỉ http luôn trả lời 2xx khi có Internet',
      en: '1 to 8 http addresses that answer 2xx while the internet is there',
    },
    example: 'probes = ["http://connectivitycheck.gstatic.com/generate_204"]',
  },
  'uplink.probes.*': {
    wants: {
      vi: 'địa chỉ bắt đầu bằng http:// và một tên miền',
      en: 'an address that starts with http:// and a name',
    },
    example: 'probes = ["http://connectivitycheck.gstatic.com/generate_204"]',
  },
  'guest.subnet': {
    wants: { vi: 'mạng IPv4 riêng, từ /8 đến /26', en: 'a private IPv4 network, /8 to /26' },
    example: 'subnet = "10.77.0.0/22"',
  },
  'guest.portal_name': {
    wants: { vi: 'tên miền nội bộ, chữ thường, có dấu chấm', en: 'a local DNS name, lower case, with a dot' },
    example: 'portal_name = "chot.internal"',
  },
  'guest.lease_minutes': {
    wants: { vi: 'số phút từ 2 đến 30', en: 'minutes, 2 to 30' },
    example: 'lease_minutes = 30',
  },
  'guest.ipv6': {
    wants: { vi: 'true (khách có cả IPv6) hoặc false', en: 'true (guests have IPv6 as well) or false' },
    example: 'ipv6 = true',
  },
  'session.minutes': {
    wants: { vi: 'số phút từ 5 đến 1440', en: 'minutes, 5 to 1440' },
    example: 'minutes = 120',
  },
  'session.max_clients': {
    wants: { vi: 'số máy từ 1 đến 20000', en: 'clients, 1 to 20000' },
    example: 'max_clients = 2000',
  },
  'session.minutes_per_day': {
    wants: {
      vi: 'số phút mỗi máy được dùng trong 24 giờ, từ 5 đến 1440',
      en: 'minutes that one phone may be online in 24 hours, 5 to 1440',
    },
    example: 'minutes_per_day = 480',
  },
  'garden.hosts': {
    wants: {
      vi: 'danh sách tên miền mở được trước khi bấm vào mạng',
      en: 'names that can be opened before the tap',
    },
    example: 'hosts = ["khaibao.example.vn"]',
  },
  'garden.hosts.*': {
    wants: { vi: 'một tên miền, chữ thường, có dấu chấm', en: 'a DNS name, lower case, with a dot' },
    example: 'hosts = ["khaibao.example.vn"]',
  },
  access: { wants: { vi: 'bảng [access]', en: 'an [access] table' }, example: '[access]' },
  uplink: { wants: { vi: 'bảng [uplink]', en: 'an [uplink] table' }, example: '[uplink]' },
  guest: { wants: { vi: 'bảng [guest]', en: 'a [guest] table' }, example: '[guest]' },
  session: { wants: { vi: 'bảng [session]', en: 'a [session] table' }, example: '[session]' },
  garden: { wants: { vi: 'bảng [garden]', en: 'a [garden] table' }, example: '[garden]' },
};

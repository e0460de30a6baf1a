import type { Text } from '../domain/text.ts';

/** What a field wants, in words, and a line that is right. */
interface FieldHelp {
  readonly wants: Text;
  readonly example: string;
}

const INTERFACE: Text = {
  vi: 'tên card mạng như lệnh `ip link` in ra',
  en: 'a network interface as `ip link` prints it',
};
const RATE: Text = {
  vi: 'tốc độ đo được của đường truyền, kbit/s, từ 64 đến 10000000',
  en: 'what the link was measured to carry, kbit/s, 64 to 10000000',
};
const SOCKET: Text = { vi: 'đường dẫn tệp, không có dấu cách', en: 'a file path without spaces' };
const LISTEN: Text = {
  vi: 'địa chỉ IPv4 và cổng từ 1024 đến 65535',
  en: 'an IPv4 address and a port, 1024 to 65535',
};
const NAME: Text = {
  vi: 'chữ, tối đa 80 ký tự, không xuống dòng',
  en: 'text on one line, 80 characters at most',
};

/** One row a field of `schema.ts`; `*` stands for any list index or language. */
const FIELDS: Readonly<Record<string, FieldHelp>> = {
  destinations: {
    wants: {
      vi: 'danh sách mã điểm đến, theo thứ tự hiện trên trang',
      en: 'destination ids in the order of the page',
    },
    example: 'destinations = ["tokhaiyte", "bluezone"]',
  },
  'destinations.*': {
    wants: { vi: 'mã của một điểm đến', en: 'the id of a destination' },
    example: 'destinations = ["tokhaiyte", "bluezone"]',
  },
  languages: {
    wants: { vi: 'danh sách ngôn ngữ; ngôn ngữ đầu là mặc định', en: 'languages; the first is the default' },
    example: 'languages = ["vi", "en"]',
  },
  'languages.*': { wants: { vi: 'mã ngôn ngữ', en: 'a language tag' }, example: 'languages = ["vi", "en"]' },
  'checkpoint.id': {
    wants: {
      vi: 'mã riêng của chốt: chữ thường không dấu, số, gạch nối, tối đa 40 ký tự',
      en: 'an id of its own: lower-case letters, digits and hyphens, 40 at most',
    },
    example: 'id = "gl-ayunpa-01"',
  },
  'checkpoint.name': {
    wants: { vi: 'tên chốt theo từng ngôn ngữ', en: "the checkpoint's name in each language" },
    example: 'name = { vi = "Chốt số 1 Ayun Pa", en = "Checkpoint 1 Ayun Pa" }',
  },
  'checkpoint.name.*': { wants: NAME, example: 'name = { vi = "Chốt số 1 Ayun Pa" }' },
  'checkpoint.district': { wants: NAME, example: 'district = "Ayun Pa"' },
  'checkpoint.province': { wants: NAME, example: 'province = "Gia Lai"' },
  'checkpoint.contacts': {
    wants: { vi: 'danh sách đầu mối liên hệ', en: 'a list of contacts' },
    example: 'contacts = [{ name = "Trực chốt", phone = "0269 000 000" }]',
  },
  'checkpoint.contacts.*': {
    wants: { vi: 'tên và số điện thoại', en: 'a name and a phone number' },
    example: 'contacts = [{ name = "Trực chốt", phone = "0269 000 000" }]',
  },
  'checkpoint.contacts.*.name': {
    wants: NAME,
    example: 'contacts = [{ name = "Trực chốt", phone = "0269 000 000" }]',
  },
  'checkpoint.contacts.*.phone': {
    wants: { vi: 'số điện thoại', en: 'a phone number' },
    example: 'contacts = [{ name = "Trực chốt", phone = "0269 000 000" }]',
  },
  'access.interface': { wants: INTERFACE, example: 'interface = "br0"' },
  'access.ssid': {
    wants: {
      vi: 'ghi tên WiFi, tối đa 32 byte (chữ có dấu tính 2-3 byte)',
      en: 'write the WiFi name, 32 bytes at most (an accented letter takes 2 or 3)',
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
  'tls.name': {
    wants: { vi: 'tên miền ghi trong chứng chỉ', en: 'the name that the certificate is for' },
    example: 'name = "wifi.example.vn"',
  },
  'tls.certificate': {
    wants: {
      vi: 'tệp PEM: chứng chỉ và cả chuỗi của nó',
      en: 'a PEM file: the certificate with its whole chain',
    },
    example: 'certificate = "/etc/checkpoint-portal/fullchain.pem"',
  },
  'tls.key': {
    wants: { vi: 'tệp PEM: khóa riêng', en: 'a PEM file: the private key' },
    example: 'key = "/etc/checkpoint-portal/privkey.pem"',
  },
  'tls.authorities': {
    wants: {
      vi: 'tệp PEM: nơi cấp chứng chỉ riêng mà điện thoại ở đây đã tin',
      en: 'a PEM file: authorities of your own that phones here trust',
    },
    example: 'authorities = "/etc/checkpoint-portal/ca.pem"',
  },
  'portal.port': {
    wants: { vi: 'cổng từ 1024 đến 65535', en: 'a port, 1024 to 65535' },
    example: 'port = 8080',
  },
  'reporting.listen': { wants: LISTEN, example: 'listen = "127.0.0.1:8081"' },
  'gate.socket': { wants: SOCKET, example: 'socket = "/run/checkpoint-portal/gate.sock"' },
  'gate.simulated': {
    wants: { vi: 'true (máy thử) hoặc false', en: 'true (trial laptop) or false' },
    example: 'simulated = false',
  },
  'gate.at_boot': {
    wants: {
      vi: '"closed" (khách chưa vào mạng được khi máy đang khởi động) hoặc "open"',
      en: '"closed" (guests wait while the box starts) or "open"',
    },
    example: 'at_boot = "closed"',
  },
  'storage.directory': { wants: SOCKET, example: 'directory = "/var/lib/checkpoint-portal"' },
  'storage.control_socket': {
    wants: SOCKET,
    example: 'control_socket = "/run/checkpoint-portal/portal.sock"',
  },
  checkpoint: { wants: { vi: 'bảng [checkpoint]', en: 'a [checkpoint] table' }, example: '[checkpoint]' },
  access: { wants: { vi: 'bảng [access]', en: 'an [access] table' }, example: '[access]' },
  uplink: { wants: { vi: 'bảng [uplink]', en: 'an [uplink] table' }, example: '[uplink]' },
  guest: { wants: { vi: 'bảng [guest]', en: 'a [guest] table' }, example: '[guest]' },
  session: { wants: { vi: 'bảng [session]', en: 'a [session] table' }, example: '[session]' },
  garden: { wants: { vi: 'bảng [garden]', en: 'a [garden] table' }, example: '[garden]' },
  tls: { wants: { vi: 'bảng [tls]', en: 'a [tls] table' }, example: '[tls]' },
  portal: { wants: { vi: 'bảng [portal]', en: 'a [portal] table' }, example: '[portal]' },
  reporting: { wants: { vi: 'bảng [reporting]', en: 'a [reporting] table' }, example: '[reporting]' },
  gate: { wants: { vi: 'bảng [gate]', en: 'a [gate] table' }, example: '[gate]' },
  storage: { wants: { vi: 'bảng [storage]', en: 'a [storage] table' }, example: '[storage]' },
};

/** The help for a path of the file: `checkpoint.contacts.0.phone` finds `checkpoint.contacts.*.phone`. */
export function helpFor(path: readonly string[]): FieldHelp | undefined {
  const row = path
    .map((key, index) => (/^\d+$/.test(key) || path[index - 1] === 'name' ? '*' : key))
    .join('.');
  return Object.hasOwn(FIELDS, row) ? FIELDS[row] : undefined;
}

/** The keys that the file may hold where the path's last one stands. */
export function keysBeside(path: readonly string[]): readonly string[] {
  const table = path.slice(0, -1).map((key) => (/^\d+$/.test(key) ? '*' : key));
  const start = table.length === 0 ? '' : `${table.join('.')}.`;
  return Object.keys(FIELDS)
    .filter((row) => row.startsWith(start))
    .map((row) => row.slice(start.length))
    .filter((key) => !key.includes('.') && key !== '*');
}

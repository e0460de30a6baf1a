import type { Text } from '../../domain/text.ts';
import { ADDRESS, type FieldHelp, SOCKET } from './help.ts';

const LISTEN: Text = {
  vi: 'địa chỉ IPv4 và cổng từ 1024 đến 65535',
  en: 'an IPv4 address and a port, 1024 to 65535',
};

/** The programs and where they listen and write. */
export const PROGRAM_FIELDS: Readonly<Record<string, FieldHelp>> = {
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
  'notices.directory': { wants: SOCKET, example: 'directory = "/etc/checkpoint-portal/notices"' },
  'notices.publisher_key': {
    wants: {
      vi: 'khóa mà `checkpoint-portal notices key` của huyện đã in ra',
      en: "the key that the district's `checkpoint-portal notices key` printed",
    },
    example: 'publisher_key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="',
  },
  'notices.url': { wants: ADDRESS, example: 'url = "https://thongbao.example.vn/notices.json"' },
  'update.url': { wants: ADDRESS, example: 'url = "https://capnhat.example.vn/checkpoint"' },
  'update.authorities': {
    wants: {
      vi: 'tệp PEM: nơi cấp chứng chỉ riêng của hub, ngoài các nơi công cộng',
      en: "a PEM file: the hub's own authority, beside the public ones",
    },
    example: 'authorities = "/etc/checkpoint-portal/hub-ca.pem"',
  },
  'portal.port': {
    wants: { vi: 'cổng từ 1024 đến 65535', en: 'a port, 1024 to 65535' },
    example: 'port = 8080',
  },
  'reporting.listen': { wants: LISTEN, example: 'listen = "127.0.0.1:8081"' },
  'reporting.push': {
    wants: {
      vi: 'địa chỉ hub của huyện hoặc tỉnh, http:// hoặc https://',
      en: "the address of the district's or province's hub, http:// or https://",
    },
    example: 'push = "https://hub.example.vn"',
  },
  'reporting.push_authorities': {
    wants: {
      vi: 'tệp PEM: nơi cấp chứng chỉ riêng của hub; khi đó không tin nơi nào khác',
      en: "a PEM file: the hub's own authority; no other one is believed then",
    },
    example: 'push_authorities = "/etc/checkpoint-portal/hub-ca.pem"',
  },
  'reporting.push_minutes': {
    wants: { vi: 'số phút từ 5 đến 1440', en: 'minutes, 5 to 1440' },
    example: 'push_minutes = 60',
  },
  'reporting.fold_below': {
    wants: {
      vi: 'số từ 1 đến 100: trong một giờ, ngôn ngữ hoặc loại máy có ít lượt hơn thì gửi lên dưới tên "other"; 1: không gộp',
      en: 'a number, 1 to 100: a language or kind of phone with fewer in an hour is sent as "other"; 1: none is',
    },
    example: 'fold_below = 5',
  },
  'reporting.public_below': {
    wants: {
      vi: 'số từ 10 đến 1000: bản công khai ghi số nhỏ hơn là "<10", số khác làm tròn xuống theo bội số của nó',
      en: 'a number, 10 to 1000: the public form has fewer as "<10", and multiples of it',
    },
    example: 'public_below = 10',
  },
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
  tls: { wants: { vi: 'bảng [tls]', en: 'a [tls] table' }, example: '[tls]' },
  notices: { wants: { vi: 'bảng [notices]', en: 'a [notices] table' }, example: '[notices]' },
  update: { wants: { vi: 'bảng [update]', en: 'an [update] table' }, example: '[update]' },
  portal: { wants: { vi: 'bảng [portal]', en: 'a [portal] table' }, example: '[portal]' },
  reporting: { wants: { vi: 'bảng [reporting]', en: 'a [reporting] table' }, example: '[reporting]' },
  gate: { wants: { vi: 'bảng [gate]', en: 'a [gate] table' }, example: '[gate]' },
  storage: { wants: { vi: 'bảng [storage]', en: 'a [storage] table' }, example: '[storage]' },
};

import type { PrivacyRow } from './row.ts';

/** What names a phone, while it is here: in the programs' memory and in the kernel's, never on the disk. */
export const MEMORY: readonly PrivacyRow[] = [
  {
    id: 'MAC: nft set granted',
    purpose: { vi: 'nhân Linux cho máy nào đi qua', en: 'whom the kernel lets through' },
    kept: 'kernel',
    leaves: 'no',
  },
  {
    id: 'MAC, IP: /proc/net/arp, ip neighbour',
    purpose: {
      vi: 'bảng láng giềng của nhân: IP nào là máy nào',
      en: "the kernel's neighbours: who has which IP",
    },
    kept: 'power',
    leaves: 'no',
  },
  {
    id: 'MAC: nft sets *_rate, ntp_answers, flows',
    purpose: { vi: 'không máy nào chiếm phần của máy khác', en: 'no phone takes the share of others' },
    kept: 'minute',
    leaves: 'no',
  },
  {
    id: 'MAC: bridge, hostapd',
    purpose: { vi: 'máy nào ở đầu nào của WiFi', en: 'which phone is on which end of the WiFi' },
    kept: 'power',
    leaves: 'no',
  },
  {
    id: 'MAC: gate.sock',
    purpose: { vi: 'portal nhờ gate mở cho máy nào', en: 'whom the portal asks the gate to let through' },
    kept: 'request',
    leaves: 'no',
  },
  {
    id: 'names: dnsmasq cache',
    purpose: { vi: 'tên miền đã hỏi, không kèm máy nào hỏi', en: 'names that were asked for, not who asked' },
    kept: 'cache',
    leaves: 'no',
  },
  {
    id: 'IP: conntrack',
    purpose: { vi: 'kết nối đang mở, để NAT', en: 'open connections, for NAT' },
    kept: 'power',
    leaves: 'no',
  },
  {
    id: 'MAC: sessions',
    purpose: { vi: 'portal nhớ phiên nào còn, thêm 10 phút', en: 'which sessions run, and ten minutes more' },
    kept: 'session',
    leaves: 'no',
  },
  {
    id: 'MAC: self-tests',
    purpose: {
      vi: 'MAC giả của máy thử do lệnh doctor tạo, để không đếm nó',
      en: "the made-up MAC of the doctor's own phone, which is not to be counted",
    },
    kept: 'minute',
    leaves: 'no',
  },
  {
    id: 'login of the report page',
    purpose: {
      vi: 'cán bộ mở trang bằng mã nào; số ngẫu nhiên, cũng là cookie của trang đó',
      en: "by which token an officer opened the page; random, and that page's cookie",
    },
    kept: 'restart',
    leaves: 'district',
  },
  {
    id: 'IP: seen this minute',
    purpose: { vi: 'nhiều yêu cầu một lúc, tra một lần', en: 'one look-up for many requests' },
    kept: 'minute',
    leaves: 'no',
  },
  {
    id: 'HMAC: devices of today',
    purpose: {
      vi: 'không đếm một máy hai lần trong ngày; khóa ngẫu nhiên chỉ ở RAM',
      en: 'no phone twice a day; the random key is in RAM only',
    },
    kept: 'midnight',
    leaves: 'no',
  },
  {
    id: 'HMAC: minutes used',
    purpose: { vi: 'giới hạn minutes_per_day, nếu có đặt', en: 'the bound minutes_per_day, where it is set' },
    kept: 'restart',
    leaves: 'no',
  },
  {
    id: 'IP: connections',
    purpose: { vi: 'không máy nào chiếm hết kết nối', en: 'no phone takes all connections' },
    kept: 'request',
    leaves: 'no',
  },
  {
    id: 'User-Agent, Host, URL',
    purpose: {
      vi: 'chọn trang, biết loại máy; bỏ ngay',
      en: 'picks the page and the kind of phone; dropped',
    },
    kept: 'request',
    leaves: 'no',
  },
];

/** What a log line is made of. The name is that of the value in the code which logs it. */
export const LOG: readonly PrivacyRow[] = (
  [
    ['log.level', { vi: 'mức: 3 lỗi, 4 cảnh báo, 6 tin', en: 'level: 3 fault, 4 warning, 6 news' }],
    ['log.text', { vi: 'câu viết sẵn trong chương trình', en: 'a sentence that stands in the program' }],
    [
      'log.cause',
      {
        vi: 'lỗi của hệ thống, không kèm yêu cầu của khách',
        en: "the system's fault, never a guest's request",
      },
    ],
    ['log.name', { vi: 'tên phần của máy, như firewall', en: 'a part of the box, as firewall' }],
    ['log.done', { vi: 'đã sửa gì', en: 'what was mended' }],
    ['log.port', { vi: 'cổng của chính máy này', en: 'a port of this box' }],
    ['log.path', { vi: 'tệp của chính máy này', en: 'a file of this box' }],
    ['log.aside', { vi: 'tệp hỏng được để riêng', en: 'a damaged file, set aside' }],
    ['log.hostname', { vi: 'tên miền của đích trong cấu hình', en: "a destination's name, from the config" }],
    ['log.granted', { vi: 'bao nhiêu máy đang vào mạng', en: 'how many phones are let through' }],
    ['log.counters', { vi: 'cứu được bao nhiêu số đếm', en: 'how many counters were saved' }],
    ['log.tokens', { vi: 'cứu được bao nhiêu mã truy cập', en: 'how many tokens were saved' }],
    ['log.file', { vi: 'tệp số đếm bị hỏng nào', en: 'which damaged ledger' }],
    ['log.notices', { vi: 'gói thông báo có mấy thông báo', en: 'how many notices came in a bundle' }],
    ['log.issued', { vi: 'gói thông báo ký lúc nào', en: 'when a bundle of notices was signed' }],
    ['log.line', { vi: 'lỗi trong tệp thông báo', en: 'what is wrong with a notice' }],
    ['journal.time', { vi: 'journald ghi lúc nào', en: "journald's own time" }],
    ['journal.unit', { vi: 'journald ghi dịch vụ nào', en: "journald's own name of the service" }],
  ] as const
).map(([id, purpose]) => ({ id, purpose, kept: 'journal', leaves: 'technician' }));

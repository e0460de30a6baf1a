import type { Answer, Answers } from '../config/answers.ts';
import type { Text } from '../domain/text.ts';
import type { NetworkInterface } from './interfaces.ts';

export interface Question {
  readonly text: Text;
  /** The settings that its answer makes: a problem with one of them is a problem with the answer. */
  readonly paths: readonly string[];
  /** Whether the box's interfaces are shown, and a number names one. */
  readonly chooses?: true;
  /** What Enter takes; empty: the question may be left out. */
  readonly offer: (known: Answers, box: Box) => string;
  readonly take: (typed: string, box: Box) => Answers;
}

export interface Box {
  readonly interfaces: readonly NetworkInterface[];
  /** Some letters that no other box has. */
  readonly mark: string;
}

/** The guests' side: a radio of the box's own, or a cable to an access point. */
export const GUESTS: readonly Answer[] = ['radio', 'port'];

export const QUESTIONS: readonly Question[] = [
  {
    text: {
      vi: 'Mã của chốt, không trùng chốt nào khác (chữ thường, số, gạch nối)',
      en: "The checkpoint's id, that no other has (small letters, digits, hyphens)",
    },
    paths: ['checkpoint.id'],
    offer: ({ id }, { mark }) => id ?? `chot-${mark}`,
    take: (id) => ({ id }),
  },
  {
    text: { vi: 'Tên chốt, như khách sẽ đọc', en: "The checkpoint's name, as travelers read it" },
    paths: ['checkpoint.name'],
    offer: ({ id, name }) => name ?? `Chốt ${id}`,
    take: (name) => ({ name }),
  },
  {
    text: { vi: 'Huyện, tỉnh (cách nhau bằng dấu phẩy)', en: 'District, province (a comma between)' },
    paths: ['checkpoint.district', 'checkpoint.province'],
    offer: ({ district, province }) => [district, province].filter(Boolean).join(', '),
    take(typed) {
      const [district = '', province = ''] = typed.split(',').map((part) => part.trim());
      return { district, province };
    },
  },
  {
    text: {
      vi: 'Phía khách: card WiFi của máy này, hoặc cổng có dây tới bộ phát WiFi',
      en: "The guests' side: this box's radio, or the port with the access point's cable",
    },
    paths: [
      'access.radio',
      'access.port',
      'access.interface',
      'access.channel',
      'access.country',
      'access.owe',
    ],
    chooses: true,
    offer: ({ radio, port }, { interfaces }) => radio ?? port ?? firstOf(interfaces, ['radio', 'cable']),
    take: (name, { interfaces }) =>
      isRadio(name, interfaces) ? { radio: name, port: '' } : { radio: '', port: name },
  },
  {
    text: {
      vi: 'Phía Internet: modem 4G hoặc cổng tới bộ định tuyến',
      en: 'The internet: the 4G modem, or the port to a router',
    },
    paths: ['uplink.interface'],
    chooses: true,
    offer: ({ uplink, radio, port }, { interfaces }) =>
      uplink ??
      firstOf(
        interfaces.filter(({ name }) => name !== radio && name !== port),
        ['modem', 'cable', 'radio'],
      ),
    take: (uplink) => ({ uplink }),
  },
  {
    text: { vi: 'Tên WiFi mà khách thấy', en: 'The WiFi name that travelers see' },
    paths: ['access.ssid'],
    offer: ({ ssid }) => ssid ?? 'KHAI BAO Y TE',
    take: (ssid) => ({ ssid }),
  },
  {
    text: {
      vi: 'Số điện thoại tổ trực, in lên áp phích (Enter: bỏ qua)',
      en: "The staff's telephone, for the sign (Enter: none, or as it is)",
    },
    paths: ['checkpoint.contacts'],
    offer: ({ phone }) => phone ?? '',
    // An empty answer would be none; those of a config that is there stay.
    take: (phone) => (phone === '' ? {} : { phone }),
  },
];

function firstOf(interfaces: readonly NetworkInterface[], kinds: readonly string[]): string {
  const found = kinds.map((kind) => interfaces.find((one) => one.kind === kind)).find(Boolean);
  return found?.name ?? '';
}

/** One that is not plugged in yet is judged by its name, as systemd gives it. */
function isRadio(name: string, interfaces: readonly NetworkInterface[]): boolean {
  return (
    (interfaces.find((one) => one.name === name)?.kind ?? (name.startsWith('wl') ? 'radio' : 'cable')) ===
    'radio'
  );
}

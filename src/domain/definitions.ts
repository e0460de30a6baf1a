import type { Metric } from './tally.ts';
import type { Text } from './text.ts';

/** What a figure or a column is called, what it means, and what nobody may read into it. */
export interface Definition {
  readonly name: Text;
  readonly meaning: Text;
  readonly not: Text;
}

/** What an answer with figures says about itself, so that whoever is handed the file alone reads it rightly. */
export interface Definitions {
  readonly note: Text;
  readonly figures: Readonly<Record<Metric, Definition>>;
  readonly fields: Readonly<Record<Field, Definition>>;
}

/** What stands beside the figures in each row or answer. */
export type Field = 'hoursExpected' | 'hoursPresent' | 'hoursEstimated' | 'clock';

/** The one table of what is counted, in the words of offices: *lượt*, never *người*. The README has its meanings word for word. */
const FIGURES: Definitions['figures'] = {
  device: {
    name: { vi: 'Lượt máy', en: 'Devices' },
    meaning: {
      vi: 'lần đầu trong ngày (giờ Việt Nam) chốt thấy một điện thoại',
      en: 'a phone is first seen this local day',
    },
    not: {
      vi: 'Không phải số người: máy đổi địa chỉ thì bị đếm lại, chốt khởi động lại thì quên và đếm lại, một người có thể mang nhiều máy. Số của nhiều ngày là các ngày cộng lại.',
      en: 'Not people: a phone that changes its address is counted again, a restart forgets and counts anew, one person may carry several. Several days are the sum of the days.',
    },
  },
  shown: {
    name: { vi: 'Xem trang', en: 'Shown' },
    meaning: {
      vi: 'trang hướng dẫn hiện trên một điện thoại chưa vào mạng',
      en: 'the guide is shown to a phone that is not online',
    },
    not: {
      vi: 'Mở lại thì đếm lại. Hiện ra chưa phải là đã đọc.',
      en: 'Opened again, it counts again. Shown is not read.',
    },
  },
  session: {
    name: { vi: 'Vào mạng', en: 'Sessions' },
    meaning: { vi: 'một lần bấm mở được internet', en: 'a tap opens the internet' },
    not: {
      vi: 'Không phải số người; máy trở lại sau hơn mười phút hết phiên là lượt mới. Không cho biết đã khai báo hay đã cài Bluezone.',
      en: 'Not people; a phone that comes back over ten minutes after its end is a new one. It does not say that anybody declared or installed Bluezone.',
    },
  },
  renewed: {
    name: { vi: 'Gia hạn', en: 'Renewed' },
    meaning: {
      vi: 'bấm lại khi đang có mạng, hoặc chưa đầy mười phút sau khi hết phiên',
      en: 'a tap while a session runs, or less than ten minutes after',
    },
    not: {
      vi: 'Không phải lượt vào mạng mới, và không nằm trong cột Vào mạng.',
      en: 'No new session, and not among the sessions.',
    },
  },
  opened: {
    name: { vi: 'Mở đích', en: 'Opened' },
    meaning: {
      vi: 'một đích (tờ khai, ứng dụng …) được mở từ trang hướng dẫn',
      en: 'a destination is opened from the guide',
    },
    not: {
      vi: 'Không cho biết sau đó có khai báo xong hay không. Mã QR được quét thì không đếm.',
      en: 'It does not say that a declaration was finished. A QR code that is scanned is not counted.',
    },
  },
  refused: {
    name: { vi: 'Từ chối', en: 'Refused' },
    meaning: { vi: 'một lần bấm mà chốt không mở mạng được', en: 'a tap could not be granted' },
    not: {
      vi: 'Bấm lại thì đếm lại: mười lần có thể là một máy.',
      en: 'Each try counts: ten may be one phone.',
    },
  },
  uplink_down_seconds: {
    name: { vi: 'Giây mất mạng', en: 'Seconds offline' },
    meaning: {
      vi: 'số giây chốt không có internet',
      en: 'how many seconds the checkpoint had no internet',
    },
    not: {
      vi: 'Chỉ tính khi chương trình đang chạy: lúc mất điện không nằm trong số này.',
      en: 'Only while the program ran: a power cut is not among them.',
    },
  },
  present: {
    name: { vi: 'Giờ có số liệu', en: 'Hours present' },
    meaning: {
      vi: 'số giờ mà chương trình của chốt có chạy',
      en: 'in how many hours the program of the checkpoint ran',
    },
    not: {
      vi: 'Chạy một phần của giờ cũng là một giờ có số liệu.',
      en: 'Part of an hour is enough for the hour.',
    },
  },
  power_cut: {
    name: { vi: 'Mất điện', en: 'Power cuts' },
    meaning: {
      vi: 'chương trình của chốt chạy lại sau khi bị mất điện giữa chừng',
      en: 'the program of the checkpoint is back after the power was cut',
    },
    not: {
      vi: 'Mỗi lần có thể thiếu số đếm của năm giây cuối, không hơn. Hai lần sát nhau có thể chỉ tính một.',
      en: 'Each may have cost the counts of the last five seconds, no more. Two in a row may show as one.',
    },
  },
  dedupe_saturated: {
    name: { vi: 'Giờ quá nhiều máy', en: 'Hours too full' },
    meaning: {
      vi: 'số giờ có thêm máy mới khi trong ngày đã đếm 20.000 máy',
      en: 'in how many hours new phones came after 20,000 had been counted that day',
    },
    not: {
      vi: 'Những máy ấy không nằm trong Lượt máy; các số khác vẫn đủ.',
      en: 'Those phones are not among the devices; all other figures are whole.',
    },
  },
};

const FIELDS: Definitions['fields'] = {
  hoursExpected: {
    name: { vi: 'Giờ phải có', en: 'Hours expected' },
    meaning: {
      vi: 'số giờ trong khoảng này, từ khi chốt bắt đầu chạy đến lúc hỏi',
      en: 'hours of this stretch, since the checkpoint first ran and up to the moment of asking',
    },
    not: {
      vi: 'Ít giờ hơn cả ngày, tuần hoặc tháng: dòng ấy chỉ là một phần.',
      en: 'Fewer than the whole day, week or month: the row is a part of it.',
    },
  },
  hoursPresent: FIGURES.present,
  hoursEstimated: {
    name: { vi: 'Giờ ước lượng', en: 'Hours estimated' },
    meaning: {
      vi: 'số giờ có lượt được xếp vào bằng ước lượng, vì lúc đếm đồng hồ của chốt chưa được chỉnh',
      en: 'in how many hours counts lie whose hour is only reckoned, as the clock was not set when they were counted',
    },
    not: {
      vi: 'Chỉ giờ là ước lượng, tổng số vẫn đúng.',
      en: 'Only the hour is reckoned; the totals are right.',
    },
  },
  clock: {
    name: { vi: 'Đồng hồ', en: 'Clock' },
    meaning: {
      vi: 'ntp: máy chủ thời gian đã chỉnh giờ; hub: máy chủ của huyện đã báo giờ; estimated: giờ là ước lượng',
      en: "ntp: a time server has set it; hub: the district's hub has told the time; estimated: hours are estimated",
    },
    not: {
      vi: 'Giờ có thể lệch, nhưng tổng số không vì thế mà sai.',
      en: 'An hour may be off; that makes no total wrong.',
    },
  },
};

export const DEFINITIONS: Definitions = {
  note: {
    vi: 'Đây là số lượt, không phải số người. Điện thoại tự đổi địa chỉ, chốt khởi động lại thì quên, và các chốt không bao giờ nối số liệu với nhau: ai qua hai chốt được đếm ở cả hai. Không thể suy ra người nào.',
    en: 'These are events, not people. Phones change their address, a restart forgets, and checkpoints are never linked: whoever passes two is counted at both. Nobody can be told from them.',
  },
  figures: FIGURES,
  fields: FIELDS,
};

/** What the public form says about itself, where figures under `below` are hidden. */
export function publicNote(below: number): Text {
  return {
    vi: `Bản công khai, chỉ có những ngày đã qua. Số của mỗi ngày được làm tròn xuống theo bội số của ${below}, nghĩa là “ít nhất”; <${below} là ít hơn ${below}, có thể không có. Tuần, tháng và tổng cộng lại đúng những số ấy; nếu ngày nào cũng ẩn thì chỉ ghi chắc chắn ít hơn bao nhiêu, như <64. Phần nào không có trong bảng thì ngày nào cũng dưới ${below}.`,
    en: `This is the public form, of days that are over. Each day's figures are rounded down to multiples of ${below} and mean “at least”; <${below} is fewer than ${below}, maybe none. Weeks, months and totals add up just these; where every day is hidden they say what it is less than, as <64. A part that is not listed was under ${below} on each day.`,
  };
}

/** The definitions as the public form has them: whoever gets the file alone reads first that it is one. */
export function publicDefinitions(below: number): Definitions {
  const [note, { vi, en }] = [publicNote(below), DEFINITIONS.note];
  return { ...DEFINITIONS, note: { vi: `${note.vi} ${vi}`, en: `${note.en} ${en}` } };
}

/** How what a figure is split by is called; the parts themselves are ids, as `session:language=vi`. */
export const SPLITS: Readonly<Record<string, Text>> = {
  language: { vi: 'ngôn ngữ', en: 'language' },
  family: { vi: 'loại máy', en: 'kind of phone' },
  destination: { vi: 'đích', en: 'destination' },
  reason: { vi: 'lý do', en: 'reason' },
};

import { type FieldHelp, NAME } from './help.ts';

/** Who and where this is, and what the guide offers. */
export const CHECKPOINT_FIELDS: Readonly<Record<string, FieldHelp>> = {
  destinations: {
    wants: {
      vi: 'danh sách mã điểm đến, nhiều nhất 30, theo thứ tự hiện trên trang',
      en: 'destination ids in the order of the page, 30 at most',
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
  'checkpoint.location_qr': {
    wants: {
      vi: 'nội dung mã QR địa điểm của chốt (tối đa 300 ký tự), như ứng dụng quét ra',
      en: "the text in this place's own QR code (300 characters at most), as an app scans it",
    },
    example: 'location_qr = "https://qr.tokhaiyte.vn/?id=0000"',
  },
  checkpoint: { wants: { vi: 'bảng [checkpoint]', en: 'a [checkpoint] table' }, example: '[checkpoint]' },
};

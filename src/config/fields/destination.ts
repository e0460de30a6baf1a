import type { Text } from '../../domain/text.ts';
import { ADDRESS, type FieldHelp, HOSTS, NAME } from './help.ts';

const DRAWING: Text = { vi: 'tên một hình trong static/icons', en: 'the name of a drawing in static/icons' };
const DRAWINGS: Text = { vi: 'tên hình cho từng bước', en: 'the name of a drawing for each step' };
const WORDS: Text = { vi: 'chữ theo từng ngôn ngữ, ngắn gọn', en: 'short words in each language' };
const STEPS: Text = {
  vi: 'từ 1 đến 8 câu ngắn cho từng ngôn ngữ',
  en: '1 to 8 short sentences in each language',
};

/** A destination of its own, or what it changes of one that ships. */
export const DESTINATION_FIELDS: Readonly<Record<string, FieldHelp>> = {
  'destination.*.kind': {
    wants: {
      vi: '"site" (trang web), "app" (ứng dụng) hoặc "material" (tài liệu cho cán bộ)',
      en: '"site" (on the web), "app" (from a store) or "material" (for the staff)',
    },
    example: 'kind = "app"',
  },
  'destination.*.url': { wants: ADDRESS, example: 'url = "https://smart.example.vn/"' },
  'destination.*.check': { wants: ADDRESS, example: 'check = "https://smart.example.vn/"' },
  'destination.*.label': {
    wants: {
      vi: 'chữ để gõ hoặc tìm, tối đa 60 ký tự',
      en: 'what a person types or searches for, 60 at most',
    },
    example: 'label = "Smart Gia Lai"',
  },
  'destination.*.hosts': { wants: HOSTS, example: 'hosts = ["smart.example.vn"]' },
  'destination.*.hosts.*': { wants: HOSTS, example: 'hosts = ["smart.example.vn"]' },
  'destination.*.icon': { wants: DRAWING, example: 'icon = "app"' },
  'destination.*.drawings': { wants: DRAWINGS, example: 'drawings = ["store", "search", "app"]' },
  'destination.*.drawings.*': { wants: DRAWINGS, example: 'drawings = ["store", "search", "app"]' },
  'destination.*.stores': {
    wants: { vi: 'địa chỉ ứng dụng trong hai kho', en: "the app's address in both stores" },
    example: 'stores = { android = "https://play.google.com/…", iphone = "https://apps.apple.com/…" }',
  },
  'destination.*.stores.android': { wants: ADDRESS, example: 'android = "https://play.google.com/…"' },
  'destination.*.stores.iphone': { wants: ADDRESS, example: 'iphone = "https://apps.apple.com/…"' },
  'destination.*.scans': {
    wants: {
      vi: 'true (ứng dụng quét được mã QR địa điểm) hoặc false',
      en: 'true (its app scans location QR codes) or false',
    },
    example: 'scans = true',
  },
  'destination.*.provinces': {
    wants: {
      vi: 'danh sách tỉnh dùng; để trống là cả nước',
      en: 'the provinces it is for; none: the whole country',
    },
    example: 'provinces = ["Gia Lai"]',
  },
  'destination.*.provinces.*': { wants: NAME, example: 'provinces = ["Gia Lai"]' },
  'destination.*.name': { wants: WORDS, example: 'name = { vi = "Cài Smart Gia Lai" }' },
  'destination.*.name.*': { wants: WORDS, example: 'name = { vi = "Cài Smart Gia Lai" }' },
  'destination.*.purpose': {
    wants: WORDS,
    example: 'purpose = { vi = "Tìm trong CH Play hoặc App Store." }',
  },
  'destination.*.purpose.*': {
    wants: WORDS,
    example: 'purpose = { vi = "Tìm trong CH Play hoặc App Store." }',
  },
  'destination.*.steps': { wants: STEPS, example: 'steps = { vi = ["Mở {store}.", "Tìm {label}."] }' },
  'destination.*.steps.*': { wants: STEPS, example: 'steps = { vi = ["Mở {store}.", "Tìm {label}."] }' },
  'destination.*.steps.*.*': { wants: STEPS, example: 'steps = { vi = ["Mở {store}.", "Tìm {label}."] }' },
  destination: {
    wants: { vi: 'bảng [destination.MÃ]', en: 'a [destination.ID] table' },
    example: '[destination.smart-gialai]',
  },
  'destination.*': {
    wants: {
      vi: 'bảng [destination.MÃ]; mã là chữ thường không dấu, số, gạch nối',
      en: 'a [destination.ID] table; an id has lower-case letters, digits and hyphens',
    },
    example: '[destination.smart-gialai]',
  },
};

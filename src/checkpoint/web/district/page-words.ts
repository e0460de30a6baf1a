import type { Text } from '../../../domain/text.ts';

/** What the page of the report side says beside the figures' and the sheets' own words. */
export const PAGE_WORDS = {
  title: { vi: 'Báo cáo của chốt', en: 'Reports of the checkpoint' },
  languages: { vi: 'Ngôn ngữ', en: 'Languages' },
  kitTitle: { vi: 'Bộ tài liệu để in', en: 'Print kit' },
  kitText: {
    vi: 'Làm từ cấu hình của chốt này. In đúng cỡ giấy, chọn “Kích thước thực” (100 %).',
    en: 'Made from the config of this checkpoint. Print at “actual size” (100 %) on the paper named.',
  },
  plainText: { vi: 'dạng chữ', en: 'plain text' },
} as const satisfies Readonly<Record<string, Text>>;

import type { PrivacyRow } from './row.ts';

const setup = (id: string, purpose: PrivacyRow['purpose'], kept: PrivacyRow['kept']): PrivacyRow => ({
  id,
  purpose,
  kept,
  leaves: 'no',
});

/** What the stick's `install.sh`, `setup` and `config apply` leave, beside the config and what is made of it. */
export const SETUP_FILES: readonly PrivacyRow[] = [
  setup(
    'config/checkpoint.toml.previous',
    { vi: 'cấu hình trước đó, để lùi lại', en: 'the config before, as the way back' },
    'replaced',
  ),
  setup(
    'config/checkpoint.toml.refused',
    { vi: 'cấu hình bị trả lại, để sửa tiếp', en: 'a config that was taken back, to be mended' },
    'replaced',
  ),
  setup(
    'packages/print-kit/*',
    { vi: 'bộ tài liệu để in, làm từ cấu hình', en: 'paper to print, made from the config' },
    'technician',
  ),
  setup(
    'logs/checkpoint-portal-install.log',
    {
      vi: 'các bước đã cài từ USB, không có câu trả lời nào',
      en: "the installation's steps, without any answer",
    },
    'technician',
  ),
];

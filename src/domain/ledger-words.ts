import type { Text } from './text.ts';

/** What to do where the disk takes no counters. The portal finds by itself that it does again. */
export const LEDGER_REMEDY: Text = {
  vi: 'cấp quyền ghi và chỗ trống cho storage.directory; thẻ nhớ hỏng hoặc chỉ đọc thì gắn lại hay thay; đến lúc đó số đếm nằm trong bộ nhớ',
  en: 'give storage.directory room and the right to write; mount a card that fails or is read-only anew, or replace it; counts wait in memory until then',
};

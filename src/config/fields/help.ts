import type { Text } from '../../domain/text.ts';

/** What a field wants, in words, and a line that is right. */
export interface FieldHelp {
  readonly wants: Text;
  readonly example: string;
  /** Whether what stands there is shown to nobody, not even where it is wrong. */
  readonly isSecret?: true;
}

export const NAME: Text = {
  vi: 'chữ, tối đa 80 ký tự, không xuống dòng',
  en: 'text on one line, 80 characters at most',
};
export const HOSTS: Text = {
  vi: 'danh sách tên miền mở được trước khi bấm vào mạng',
  en: 'names that can be opened before the tap',
};
export const ADDRESS: Text = {
  vi: 'địa chỉ bắt đầu bằng https:// và một tên miền',
  en: 'an address that starts with https:// and a name',
};
export const SOCKET: Text = { vi: 'đường dẫn tệp, không có dấu cách', en: 'a file path without spaces' };

import type { Fields } from '../fields.ts';
import { CHECKPOINT_FIELDS } from './checkpoint.ts';
import { NAME } from './help.ts';

const TABLE = {
  wants: { vi: 'mỗi chốt một bảng [[checkpoint]]', en: 'a [[checkpoint]] table for each' },
  example: '[[checkpoint]]',
};

/** A district's list of its checkpoints. */
export const LIST_FIELDS: Fields = {
  checkpoint: TABLE,
  'checkpoint.*': TABLE,
  'checkpoint.*.id': {
    wants: {
      vi: 'mã của chốt, như `checkpoint-portal enroll` ở chốt in ra',
      en: "the checkpoint's id, as `checkpoint-portal enroll` prints it there",
    },
    example: CHECKPOINT_FIELDS['checkpoint.id']?.example ?? '',
  },
  'checkpoint.*.name': { wants: NAME, example: 'name = "Chốt số 1, thị xã Ayun Pa"' },
  'checkpoint.*.url': {
    wants: {
      vi: 'địa chỉ báo cáo của chốt (reporting.listen), chữ thường; chốt không có mạng thì bỏ dòng này',
      en: 'where its report API listens (reporting.listen), in small letters; leave it out where there is no uplink',
    },
    example: 'url = "http://10.8.0.11:8081"',
  },
  'checkpoint.*.token': {
    wants: {
      vi: 'mã mà `checkpoint-portal token create` ở chốt đã in ra',
      en: 'what `checkpoint-portal token create` printed at the checkpoint',
    },
    example: 'token = "cp_…"',
    isSecret: true,
  },
  'checkpoint.*.token_file': {
    wants: { vi: 'tên tệp chứa mã truy cập', en: 'the name of a file with the token in it' },
    example: 'token_file = "gl-ayunpa-01.token"',
  },
  'checkpoint.*.key': {
    wants: {
      vi: 'khóa công khai của chốt, như `checkpoint-portal enroll` ở chốt in ra',
      en: "the checkpoint's public key, as `checkpoint-portal enroll` prints it there",
    },
    example: 'key = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="',
  },
};

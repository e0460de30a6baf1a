import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packBundle } from '../checkpoint/system/notices/bundle.ts';
import { type HeldNotice, NOTICES_AT_MOST } from '../domain/notice.ts';
import { BUNDLE_BYTES_AT_MOST, BUNDLE_REFUSALS } from '../domain/notice-bundle.ts';
import { systemClock } from '../platform/clock.ts';
import { readPrivateKey } from '../platform/ed25519.ts';
import { reasonOf } from '../platform/log.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { type Command, CommandFault, EXIT, needOption } from './command.ts';
import { readNotices, tellFaults } from './notices-read.ts';

const USAGE = 'notices pack --key FILE --out BUNDLE DIR';

export const noticesPack: Command = {
  name: 'notices pack',
  positionals: ['DIR'],
  options: {
    key: {
      type: 'string',
      value: 'FILE',
      needed: true,
      text: { vi: 'khóa riêng từ `notices key`', en: 'the private key of `notices key`' },
    },
    out: {
      type: 'string',
      value: 'BUNDLE',
      needed: true,
      text: { vi: 'tệp sẽ đưa tới các chốt', en: 'the file to bring to the checkpoints' },
    },
  },
  text: { vi: 'huyện: ký và đóng gói thông báo', en: 'district: sign notices and pack them' },
  async run({ stdout, stderr, tongue }, args) {
    const key = readKey(needOption(args, 'key', USAGE));
    const out = needOption(args, 'out', USAGE);
    const { holding, faults } = await readNotices(args.positionals[0] ?? '');
    if (faults.length > 0) {
      stderr.write(tellFaults(faults, tongue));
      return EXIT.fault;
    }
    if (holding.length > NOTICES_AT_MOST) throw tooMany(holding);
    const bundle = pack(holding, key);
    if (bundle.length > BUNDLE_BYTES_AT_MOST) throw tooLarge();
    await replaceFile(out, bundle, 0o644).catch((error) => {
      throw writeFault(out, error);
    });
    if (tongue === 'vi') stdout.write(`${out}: ${holding.length} thông báo, đã ký\n`);
    else stdout.write(`${out}: ${holding.length} notices, signed\n`);
    return EXIT.good;
  },
};

/** An empty bundle is one too: it takes back what was said before. */
function pack(holding: readonly HeldNotice[], key: KeyObject): Buffer {
  const nowMs = systemClock.epochMs();
  const notices = holding.map(({ from: _, ...notice }) => notice);
  return packBundle(
    { issued: new Date(nowMs).toISOString(), sequence: Math.floor(nowMs / 1000), notices },
    key,
  );
}

function readKey(file: string): KeyObject {
  try {
    return readPrivateKey(readFileSync(file));
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không đọc được khóa riêng ${file} (${reason})\n    Cách sửa: dùng tệp mà \`checkpoint-portal notices key\` đã tạo`,
      en: `cannot read the private key ${file} (${reason})\n    Remedy: name the file that \`checkpoint-portal notices key\` made`,
    });
  }
}

/** Long notices in scripts of three bytes a letter, in many languages. */
function tooLarge(): CommandFault {
  const { fault, remedy } = BUNDLE_REFUSALS['bundle-too-large'];
  return new CommandFault({
    vi: `${fault.vi}\n    Cách sửa: ${remedy.vi}`,
    en: `${fault.en}\n    Remedy: ${remedy.en}`,
  });
}

function tooMany(holding: readonly HeldNotice[]): CommandFault {
  return new CommandFault({
    vi: `có ${holding.length} thông báo, trang chỉ hiện ${NOTICES_AT_MOST}\n    Cách sửa: bỏ bớt, hoặc cho hết hạn sớm hơn`,
    en: `there are ${holding.length} notices, and the page shows ${NOTICES_AT_MOST}\n    Remedy: remove some, or let them expire sooner`,
  });
}

function writeFault(file: string, error: unknown): CommandFault {
  const reason = reasonOf(error);
  return new CommandFault({
    vi: `không ghi được ${file} (${reason})\n    Cách sửa: chọn tệp trong thư mục được ghi`,
    en: `cannot write ${file} (${reason})\n    Remedy: name a file in a folder that you may write to`,
  });
}

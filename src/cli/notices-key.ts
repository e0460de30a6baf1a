import { writeFileSync } from 'node:fs';
import { makeKeys } from '../platform/ed25519.ts';
import { reasonOf } from '../platform/log.ts';
import { type Command, CommandFault, EXIT, needOption } from './command.ts';

export const noticesKey: Command = {
  name: 'notices key',
  positionals: [],
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      needed: true,
      text: {
        vi: 'tệp mới cho khóa riêng, chỉ huyện giữ',
        en: "a new file for the private key, the district's",
      },
    },
  },
  text: { vi: 'huyện: tạo khóa để ký thông báo', en: 'district: make the key that signs notices' },
  async run(context, args) {
    const file = needOption(args, 'out', 'notices key --out FILE');
    const { privatePem, publicKey } = makeKeys();
    try {
      // A key that is written over could never sign again for the checkpoints that know it.
      writeFileSync(file, privatePem, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      throw writeFault(file, error);
    }
    context.stdout.write(`publisher_key = "${publicKey}"\n`);
    context.stderr.write(
      context.tongue === 'vi'
        ? `Khóa riêng nằm ở ${file}: giữ kín và chép một bản dự phòng.\nGhi dòng publisher_key vào bảng [notices] của mọi chốt.\n`
        : `The private key is in ${file}: keep it secret, and keep a copy.\nPut the line publisher_key into the [notices] table of every checkpoint.\n`,
    );
    return EXIT.good;
  },
};

function writeFault(file: string, error: unknown): CommandFault {
  const reason = reasonOf(error);
  return new CommandFault({
    vi: `không ghi được ${file} (${reason})\n    Cách sửa: chọn tên tệp chưa có, trong thư mục được ghi`,
    en: `cannot write ${file} (${reason})\n    Remedy: name a file that is not there yet, in a folder that you may write to`,
  });
}

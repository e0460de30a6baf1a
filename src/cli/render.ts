import { systemFilesOf } from '../domain/rules/system-files.ts';
import { type Command, EXIT, textOption } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { writeFile } from './write-file.ts';

export const render: Command = {
  name: 'render',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    out: {
      type: 'string',
      value: 'DIR',
      text: {
        vi: 'gốc để ghi tệp: / là vào đúng chỗ trên máy này; không có thì in ra màn hình',
        en: 'the root to write under: / puts all in its place on this box; without it, print',
      },
    },
  },
  text: {
    vi: 'tạo các tệp hệ thống từ cấu hình',
    en: 'make the system files from the config',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const folder = textOption(args, 'out');
    for (const [name, text] of Object.entries(systemFilesOf(checkpoint))) {
      if (text === undefined) continue;
      if (folder === undefined) context.stdout.write(`# ---- ${name}\n${text}\n`);
      else context.stdout.write(`${writeFile(folder, name, text)}\n`);
    }
    return EXIT.good;
  },
};

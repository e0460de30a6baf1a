import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../config/catalog.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { renderDnsmasq } from '../domain/rules/dnsmasq.ts';
import { renderNftables } from '../domain/rules/nftables.ts';
import { reasonOf } from '../platform/log.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { type Command, CommandFault, EXIT, textOption } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

/** Every system file that the config determines, one row each. */
const FILES: Readonly<Record<string, (checkpoint: Checkpoint, catalog: Catalog) => string>> = {
  'nftables.conf': (checkpoint) => renderNftables(checkpoint),
  'dnsmasq.conf': (checkpoint, { destinations }) =>
    renderDnsmasq(
      checkpoint,
      checkpoint.destinations.flatMap((id) => destinations.get(id)?.hosts ?? []),
    ),
};

export const render: Command = {
  name: 'render',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    out: {
      type: 'string',
      value: 'DIR',
      text: {
        vi: 'thư mục để ghi tệp; không có thì in ra màn hình',
        en: 'the folder to write to; without it, print',
      },
    },
  },
  text: {
    vi: 'tạo tệp nftables và dnsmasq từ cấu hình',
    en: 'make the nftables and dnsmasq files from the config',
  },
  async run(context, args) {
    const { checkpoint, catalog } = loadConfig(context, args);
    const folder = textOption(args, 'out');
    for (const [name, make] of Object.entries(FILES)) {
      const text = make(checkpoint, catalog);
      if (folder === undefined) context.stdout.write(`# ---- ${name}\n${text}\n`);
      else context.stdout.write(`${writeFile(folder, name, text)}\n`);
    }
    return EXIT.good;
  },
};

function writeFile(folder: string, name: string, text: string): string {
  const file = join(folder, name);
  try {
    makeFolder(folder);
    writeFileSync(file, text);
    return file;
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không ghi được ${file} (${reason})\n    Cách sửa: chọn thư mục có sẵn mà lệnh này được ghi, hoặc chạy với sudo`,
      en: `cannot write ${file} (${reason})\n    Remedy: name a folder that this command may write to, or use sudo`,
    });
  }
}

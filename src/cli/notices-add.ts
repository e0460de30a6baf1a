import { closeSync, openSync, readSync } from 'node:fs';
import type { TakenAnswer } from '../checkpoint/web/notices.ts';
import { BUNDLE_BYTES_AT_MOST } from '../domain/notice-bundle.ts';
import { reasonOf } from '../platform/log.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, CommandFault, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const noticesAdd: Command = {
  name: 'notices add',
  positionals: ['FILE'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: {
    vi: 'nhận gói thông báo của huyện, như từ USB',
    en: "take the district's bundle, as from a USB stick",
  },
  async run(context, args) {
    const { stdout, tongue } = context;
    const { checkpoint } = loadConfig(context, args);
    const body = readBundle(args.positionals[0] ?? '');
    const answer = await askPortal(context, checkpoint, { method: 'PUT', path: '/notices', body });
    const { taken, notices } = answer as TakenAnswer;
    if (args.options.json) printJson(stdout, answer);
    else if (!taken)
      stdout.write(tongue === 'vi' ? 'gói này đang được dùng rồi\n' : 'this bundle is in use already\n');
    else if (tongue === 'vi') stdout.write(`đã nhận ${notices} thông báo của huyện\n`);
    else stdout.write(`notices of the district taken: ${notices}\n`);
    return EXIT.good;
  },
};

/** One byte more than a bundle may have, so that the portal sees that it is too large. */
function readBundle(file: string): Buffer {
  try {
    const opened = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(BUNDLE_BYTES_AT_MOST + 1);
      return buffer.subarray(0, readSync(opened, buffer));
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không đọc được gói thông báo (${reason})\n    Cách sửa: xem lại tên tệp và USB`,
      en: `cannot read the bundle (${reason})\n    Remedy: see the file's name, and the USB stick`,
    });
  }
}

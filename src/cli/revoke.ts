import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { askPortal } from './ask-portal.ts';
import { type Command, type Context, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const revoke: Command = {
  name: 'revoke',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    all: {
      type: 'boolean',
      text: { vi: 'mọi điện thoại, không hỏi địa chỉ', en: 'of every phone, without asking for an address' },
    },
  },
  text: { vi: 'ngắt phiên của một điện thoại', en: "end a phone's session before its time" },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const whom = args.options.all ? 'all' : await askAddress(context);
    const answer = await askPortal(context, checkpoint, { method: 'POST', path: '/revoke', body: { whom } });
    const { ended } = answer as { ended: number };
    if (args.options.json) printJson(context.stdout, answer);
    else if (context.tongue === 'vi') context.stdout.write(`đã ngắt ${ended} phiên\n`);
    else context.stdout.write(`sessions ended: ${ended}\n`);
    return EXIT.good;
  },
};

/** Asked for and not taken from the command line: a shell would write it into its history, on the disk. */
async function askAddress({ stdin, stderr, tongue }: Context): Promise<string> {
  stderr.write(tongue === 'vi' ? 'Địa chỉ WiFi của điện thoại: ' : "The phone's WiFi address: ");
  const lines = createInterface({ input: stdin });
  const ended = once(lines, 'close').then(() => ['']);
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  lines.close();
  return line.trim();
}

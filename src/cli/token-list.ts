import type { TokenRow } from '../checkpoint/ports.ts';
import { dateOf, hourOf } from '../domain/clock.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const tokenList: Command = {
  name: 'token list',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'liệt kê các mã truy cập đang dùng', en: 'list the tokens in use' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const rows = (await askPortal(context, checkpoint, { path: '/tokens' })) as readonly TokenRow[];
    if (args.options.json) printJson(context.stdout, rows);
    else
      for (const { id, name, createdAt } of rows)
        context.stdout.write(`${id}  ${dateOf(hourOf(Date.parse(createdAt)))}  ${name}\n`);
    return EXIT.good;
  },
};

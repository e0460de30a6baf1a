import { stringify } from 'smol-toml';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const configShow: Command = {
  name: 'config show',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'in cấu hình với mọi giá trị mặc định', en: 'print the config with every default filled in' },
  async run(context, args) {
    const { written } = loadConfig(context, args);
    if (args.options.json) printJson(context.stdout, written);
    else context.stdout.write(`${stringify(written)}\n`);
    return EXIT.good;
  },
};

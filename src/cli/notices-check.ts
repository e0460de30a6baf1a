import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { readNotices, tellFaults } from './notices-read.ts';

export const noticesCheck: Command = {
  name: 'notices check',
  positionals: ['[DIR]'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: {
    vi: 'kiểm tra các tệp thông báo, liệt kê mọi lỗi',
    en: 'check the notice files and name every fault',
  },
  async run(context, args) {
    const { stdout, stderr, tongue } = context;
    const directory = args.positionals[0] ?? loadConfig(context, args).checkpoint.notices.directory;
    const { holding, expired, faults } = await readNotices(directory);
    const ok = faults.length === 0;
    if (args.options.json) printJson(stdout, { ok, good: holding.map(({ id }) => id), expired, faults });
    else if (!ok) stderr.write(tellFaults(faults, tongue));
    else if (tongue === 'vi')
      stdout.write(`${directory}: ${holding.length} thông báo tốt, ${expired} đã hết hạn\n`);
    else stdout.write(`${directory}: ${holding.length} good, ${expired} expired\n`);
    return ok ? EXIT.good : EXIT.fault;
  },
};

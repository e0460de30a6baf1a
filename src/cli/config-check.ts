import { formatProblem } from '../config/problem.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, readConfig } from './load-config.ts';
import { wrap } from './wrap.ts';

export const configCheck: Command = {
  name: 'config check',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'kiểm tra tệp cấu hình, liệt kê mọi lỗi', en: 'check the config and name every fault' },
  async run(context, args) {
    const { tongue, stdout, stderr } = context;
    const { file, parsed } = readConfig(context, args);
    const problems = parsed.ok ? [] : parsed.problems;
    if (args.options.json) {
      printJson(stdout, { ok: parsed.ok, file, problems });
    } else if (parsed.ok) {
      stdout.write(tongue === 'vi' ? `${file}: hợp lệ\n` : `${file}: good\n`);
    } else {
      for (const problem of problems) stderr.write(`${wrap(formatProblem(problem, file, tongue))}\n`);
      stderr.write(
        tongue === 'vi'
          ? `${problems.length} lỗi\n`
          : `${problems.length} problem${problems.length === 1 ? '' : 's'}\n`,
      );
    }
    return parsed.ok ? EXIT.good : EXIT.config;
  },
};

import { type Migration, migrate, migrationWords } from '../config/migrations.ts';
import { formatProblem } from '../config/problem.ts';
import type { Tongue } from '../domain/text.ts';
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
    const { file, toml, parsed } = readConfig(context, args);
    const { applied: migrations } = migrate(toml);
    const problems = parsed.ok ? [] : parsed.problems;
    if (args.options.json) {
      printJson(stdout, { ok: parsed.ok, file, problems, migrations });
    } else if (parsed.ok) {
      stdout.write(tongue === 'vi' ? `${file}: hợp lệ\n` : `${file}: good\n`);
    } else {
      const lines = [
        ...migrations.map((migration) => tellMigration(migration, tongue)),
        ...problems.map((problem) => formatProblem(problem, file, tongue)),
        countWords(problems.length, tongue),
      ];
      stderr.write(lines.map((line) => `${wrap(line)}\n`).join(''));
    }
    return parsed.ok ? EXIT.good : EXIT.config;
  },
};

/** What an update does by itself, and a technician by one command. */
function tellMigration(migration: Migration, tongue: Tongue): string {
  const remedy =
    tongue === 'vi'
      ? 'Cách sửa: `checkpoint-portal config migrate`'
      : 'Remedy: `checkpoint-portal config migrate`';
  return `${migrationWords(migration)[tongue]}\n    ${remedy}`;
}

function countWords(problems: number, tongue: Tongue): string {
  if (tongue === 'vi') return `${problems} lỗi`;
  return `${problems} problem${problems === 1 ? '' : 's'}`;
}

import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const tokenCreate: Command = {
  name: 'token create',
  positionals: ['NAME'],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'tạo mã truy cập số liệu cho một nơi', en: 'make a token for the figures, for somebody' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const [name] = args.positionals;
    const answer = await askPortal(context, checkpoint, { method: 'POST', path: '/tokens', body: { name } });
    const made = answer as { id: string; token: string };
    if (args.options.json) {
      printJson(context.stdout, made);
    } else {
      context.stdout.write(`${made.token}\n`);
      context.stderr.write(
        context.tongue === 'vi'
          ? 'Hãy chép lại ngay: mã chỉ hiện một lần.\n'
          : 'Copy it now: it is shown this once only.\n',
      );
    }
    return EXIT.good;
  },
};

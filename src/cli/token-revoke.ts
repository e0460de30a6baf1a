import { askPortal } from './ask-portal.ts';
import { type Command, CommandFault, EXIT } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const tokenRevoke: Command = {
  name: 'token revoke',
  positionals: ['ID'],
  options: CONFIG_OPTION,
  text: { vi: 'hủy một mã truy cập', en: 'revoke a key' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const [id = ''] = args.positionals;
    if (!/^[0-9a-f]{8}$/.test(id)) {
      throw new CommandFault({
        vi: `"${id}" không phải là mã số\n    Cách sửa: xem cột đầu của \`checkpoint-portal token list\``,
        en: `"${id}" is no id\n    Remedy: take the first column of \`checkpoint-portal token list\``,
      });
    }
    await askPortal(context, checkpoint, { method: 'DELETE', path: `/tokens/${id}` });
    return EXIT.good;
  },
};

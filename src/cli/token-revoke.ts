import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';

export const tokenRevoke: Command = {
  name: 'token revoke',
  positionals: ['ID'],
  options: CONFIG_OPTION,
  text: { vi: 'hủy một mã truy cập', en: 'revoke a token' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const [id = ''] = args.positionals;
    await askPortal(context, checkpoint, { method: 'DELETE', path: `/tokens/${encodeURIComponent(id)}` });
    context.stdout.write(context.tongue === 'vi' ? `Đã hủy mã ${id}\n` : `Revoked ${id}\n`);
    return EXIT.good;
  },
};

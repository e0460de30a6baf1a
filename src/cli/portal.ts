import { once } from 'node:events';
import { join } from 'node:path';
import { startPortal } from '../checkpoint/daemon.ts';
import type { Tokens } from '../checkpoint/ports.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { type Command, type Context, EXIT } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { starting } from './start-fault.ts';

export const portal: Command = {
  name: 'portal',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    demo: {
      type: 'boolean',
      text: { vi: 'chạy thử trên máy này, không cần WiFi', en: 'try it on this machine, without any WiFi' },
    },
  },
  text: { vi: 'chạy trang hướng dẫn và báo cáo', en: 'run the guide and the report API' },
  async run(context, args) {
    const { root, ending } = context;
    const trial = join(root, 'deploy', 'laptop', 'checkpoint.toml');
    const { checkpoint, catalog } = loadConfig(context, args, args.options.demo ? trial : undefined);
    const log = createLog(context.stderr, context.journal);
    const running = await starting(startPortal({ checkpoint, catalog, root, clock: systemClock, log }));
    log.info(`portal ready on port ${checkpoint.portal.port}`);
    if (args.options.demo) announce(context, checkpoint, running.tokens);
    if (!ending.aborted) await once(ending, 'abort');
    await running.stop();
    return EXIT.good;
  },
};

function announce({ stdout, tongue }: Context, checkpoint: Checkpoint, tokens: Tokens): void {
  for (const { id, name } of tokens.list()) if (name === 'demo') tokens.revoke(id);
  const { token } = tokens.create('demo');
  const report = `http://localhost:${checkpoint.reporting.port}/api/v1/counts`;
  const words =
    tongue === 'vi'
      ? {
          guide: 'Trang hướng dẫn',
          figures: 'Số liệu',
          token: 'Mã truy cập thử',
          ask: 'Xem số liệu',
          end: 'Dừng: Ctrl+C',
        }
      : {
          guide: 'Guide',
          figures: 'Figures',
          token: 'Demo token',
          ask: 'Ask for them',
          end: 'Stop with Ctrl+C',
        };
  stdout.write(
    `\n  ${words.guide}: ${checkpoint.portal.origin}\n  ${words.figures}: ${report}\n  ${words.token}: ${token}\n\n` +
      `  ${words.ask}:\n  curl -H "Authorization: Bearer ${token}" \\\n    ${report}\n\n  ${words.end}\n\n`,
  );
}

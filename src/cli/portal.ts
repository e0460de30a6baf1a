import { join } from 'node:path';
import { startPortal } from '../checkpoint/daemon/daemon.ts';
import type { Tokens } from '../checkpoint/ports.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { askPortal } from './ask-portal.ts';
import type { Command, Context } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { runUntilEnd } from './run-until-end.ts';

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
  run(context, args) {
    const { root, version } = context;
    const trial = join(root, 'deploy', 'laptop', 'checkpoint.toml');
    const { checkpoint, catalog } = loadConfig(context, args, args.options.demo ? trial : undefined);
    const log = createLog(context.stderr, context.journal);
    return runUntilEnd(context, {
      log,
      start: () => startPortal({ checkpoint, catalog, root, version, clock: systemClock, log }),
      ready({ tokens }) {
        log.info(`portal ready on port ${checkpoint.portal.port}`);
        if (args.options.demo) announce(context, checkpoint, tokens);
      },
      // Not at the guide's own door: a crowd that jams it would have the portal ended, again and again.
      ask: () => askPortal(context, checkpoint, { path: '/alive', waitMs: 10_000 }),
    });
  },
};

function announce({ stdout, tongue }: Context, checkpoint: Checkpoint, tokens: Tokens): void {
  for (const { id, name } of tokens.list()) if (name === 'demo') tokens.revoke(id);
  const { token } = tokens.create('demo');
  const report = `http://localhost:${checkpoint.reporting.port}`;
  const words =
    tongue === 'vi'
      ? {
          guide: 'Trang hướng dẫn',
          figures: 'Trang báo cáo',
          token: 'Mã truy cập thử',
          use: 'để đăng nhập ở đó',
          ask: 'Hoặc lấy số liệu bằng lệnh',
          end: 'Dừng: Ctrl+C',
        }
      : {
          guide: 'Guide',
          figures: 'Report page',
          token: 'Demo token',
          use: 'to log in there',
          ask: 'Or ask for the figures',
          end: 'Stop with Ctrl+C',
        };
  stdout.write(
    `\n  ${words.guide}: ${checkpoint.portal.origins.ipv4}\n  ${words.figures}: ${report}/\n` +
      `  ${words.token} (${words.use}):\n  ${token}\n\n` +
      `  ${words.ask}:\n  curl -H "Authorization: Bearer ${token}" \\\n    ${report}/api/v1/counts\n\n  ${words.end}\n\n`,
  );
}

import { once } from 'node:events';
import { startGate } from '../gate/daemon.ts';
import { createLog } from '../platform/log.ts';
import { type Command, EXIT } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { starting } from './start-fault.ts';

export const gate: Command = {
  name: 'gate',
  positionals: [],
  options: CONFIG_OPTION,
  text: {
    vi: 'chạy phần mở và đóng tường lửa (cần CAP_NET_ADMIN)',
    en: 'open and shut the firewall (needs CAP_NET_ADMIN)',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const running = await starting(startGate(checkpoint, createLog(context.stderr, context.journal)));
    if (!context.ending.aborted) await once(context.ending, 'abort');
    await running.stop();
    return EXIT.good;
  },
};

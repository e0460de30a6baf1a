import { createGateClient } from '../checkpoint/system/gate-client.ts';
import { startGate } from '../gate/daemon.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import type { Command } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { runUntilEnd } from './run-until-end.ts';

export const gate: Command = {
  name: 'gate',
  positionals: [],
  options: CONFIG_OPTION,
  text: {
    vi: 'cho máy khách qua tường lửa (cần CAP_NET_ADMIN)',
    en: 'open and shut the firewall (needs CAP_NET_ADMIN)',
  },
  run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const log = createLog(context.stderr, context.journal);
    return runUntilEnd(context, {
      log,
      start: () => startGate({ checkpoint, clock: systemClock, log }),
      ready: ({ granted }) => log.info(`gate ready: ${granted} clients are let through`),
      // Through the socket to the kernel's table and back.
      ask: createGateClient(checkpoint.gate.socket).list,
    });
  },
};

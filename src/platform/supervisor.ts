import type { Job } from './jobs.ts';
import { runCommand } from './run-command.ts';

/** What systemd has asked of the program that it started (sd_notify(3)). */
export interface Supervisor {
  /** It ends the program when it has heard nothing for so long; undefined where only readiness is waited for. */
  readonly watchdogMs: number | undefined;
}

/** Three may fail before systemd loses its patience. */
const WORDS_A_WATCHDOG = 4;
const WITHOUT_WATCHDOG_MS = 3_600_000;
const AGAIN_MS = 1000;

/**
 * Tells systemd that the program is ready and well, each time after it has `answered` in fact: a timer runs on in a program whose
 * doors are jammed. Node knows no datagrams on unix sockets, so systemd's own `systemd-notify` speaks; it finds NOTIFY_SOCKET in
 * its environment, and waits until systemd has taken the word, or systemd would not know any more whose it was.
 */
export function tellSupervisor({ watchdogMs }: Supervisor, answered: () => Promise<unknown>): Job {
  const everyMs = watchdogMs === undefined ? WITHOUT_WATCHDOG_MS : watchdogMs / WORDS_A_WATCHDOG;
  let told = false;
  return {
    name: 'answering ourselves and telling systemd so',
    everyMs: () => (told ? everyMs : AGAIN_MS),
    async run() {
      told = false;
      await answered();
      await runCommand('systemd-notify', ['--ready', 'WATCHDOG=1'], { timeoutMs: 5000 });
      told = true;
    },
  };
}

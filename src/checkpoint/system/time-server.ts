import { runCommand } from '../../platform/run-command.ts';
import type { TimeServer } from '../ports.ts';

/**
 * The kernel knows whether a program keeps its clock by a time server (STA_UNSYNC of adjtimex(2)), and systemd-timedated asks it: so
 * chrony, ntpd and any other are known too. OpenWrt has no timedatectl: there only the hub's time is taken.
 */
export function createTimeServer(command = 'timedatectl'): TimeServer {
  return {
    async hasSet() {
      const said = await runCommand(command, ['show', '--property=NTPSynchronized', '--value'], {
        timeoutMs: 10_000,
      });
      return said.trim() === 'yes';
    },
  };
}

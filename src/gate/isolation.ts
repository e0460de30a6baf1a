import { readdirSync, readFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { DOCTOR_PORT } from '../domain/rules/doctor-port.ts';
import { runCommand } from '../platform/run-command.ts';
import type { Upkeep } from './upkeep.ts';

const BRIDGE_MS = 1000;
/** The doctor's phone hears every port: whoever plays the router among guests is to be found. */
const DOCTORS = new RegExp(`^${DOCTOR_PORT}\\d+$`);

/**
 * Ports of the guests' bridge do not talk to each other, as of two access points or of a radio and a cable; phones of one radio
 * are kept apart by hostapd. The kernel's flag rather than a bridge table of nftables: that cannot name the bridge everywhere.
 * Looked at where the kernel shows it, as a program for each look would cost a Pi more than all else here.
 */
export function createIsolation({ access }: Checkpoint, folder = '/sys/class/net'): Upkeep {
  const ports = `${folder}/${access.interface}/brif`;
  return {
    name: 'isolation',
    everyMs: 2000,
    async keep() {
      const open = listOf(ports).filter((port) => !DOCTORS.test(port) && isOpen(`${ports}/${port}/isolated`));
      for (const port of open) {
        await runCommand('bridge', ['link', 'set', 'dev', port, 'isolated', 'on'], { timeoutMs: BRIDGE_MS });
      }
      return open.length === 0 ? undefined : `${open.length} ports were open to each other`;
    },
  };
}

/** Nothing where the guests' interface is no bridge, or not there. */
function listOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A port that has just been unplugged has no such file. */
function isOpen(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').trim() === '0';
  } catch {
    return false;
  }
}

import type { Checkpoint } from '../domain/checkpoint.ts';
import { runCommand } from '../platform/run-command.ts';
import type { Upkeep } from './upkeep.ts';

const BRIDGE_MS = 1000;

interface Port {
  readonly ifname: string;
  readonly master?: string;
  readonly isolated?: boolean;
}

/**
 * Ports of the guests' bridge do not talk to each other, as of two access points or of a radio and a cable; phones of one radio
 * are kept apart by hostapd. The kernel's flag rather than a bridge table of nftables: that cannot name the bridge everywhere.
 */
export function createIsolation({ access }: Checkpoint): Upkeep {
  return {
    name: 'isolation',
    async keep() {
      const shown = await runCommand('bridge', ['-details', '-json', 'link', 'show'], {
        timeoutMs: BRIDGE_MS,
      });
      const open = (JSON.parse(shown || '[]') as Port[]).filter(
        ({ master, isolated }) => master === access.interface && isolated !== true,
      );
      for (const { ifname } of open) {
        await runCommand('bridge', ['link', 'set', 'dev', ifname, 'isolated', 'on'], {
          timeoutMs: BRIDGE_MS,
        });
      }
      return open.length === 0 ? undefined : `${open.length} ports were open to each other`;
    },
  };
}

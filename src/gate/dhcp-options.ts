import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { NetworkState } from '../domain/gate.ts';
import { DHCP_OPTIONS_FILE, renderDhcpOptions } from '../domain/rules/dnsmasq/dhcp-options.ts';
import type { Clock } from '../platform/clock.ts';

/** A portal says every few seconds how it stands; one that is silent for so long serves no API either. */
const SILENCE_MS = 30_000;

interface DhcpOptionsParts {
  readonly checkpoint: Checkpoint;
  readonly clock: Clock;
  /** Tells dnsmasq of a change. */
  readonly reload: () => void;
  readonly file?: string;
}

/**
 * What DHCP tells of the RFC 8908 API: dnsmasq's file follows what the portal declares. An API that is announced and does not
 * answer is worse for an iPhone than none, so it is taken back when the portal has died.
 */
export function createDhcpOptions({ checkpoint, clock, reload, file = DHCP_OPTIONS_FILE }: DhcpOptionsParts) {
  let heardMs = clock.monotonicMs();
  const write = (api: NetworkState['api']): boolean => {
    const text = renderDhcpOptions(checkpoint, api);
    if (!checkpoint.tls || read(file) === text) return false;
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    reload();
    return true;
  };
  return {
    follow({ api }: Pick<NetworkState, 'api'>): void {
      heardMs = clock.monotonicMs();
      write(api);
    },
    name: 'api',
    everyMs: 5000,
    async keep(): Promise<string | undefined> {
      const isSilent = clock.monotonicMs() - heardMs > SILENCE_MS;
      return isSilent && write('off') ? 'the portal is silent, its API is no longer announced' : undefined;
    },
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

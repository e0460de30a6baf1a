import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { NetworkState } from '../domain/gate.ts';
import { DHCP_OPTIONS_FILE, renderDhcpOptions } from '../domain/rules/dhcp-options.ts';

/** What DHCP tells of the RFC 8908 API: dnsmasq's file follows what the portal declares, and dnsmasq is told of a change. */
export function createDhcpOptions(checkpoint: Checkpoint, reload: () => void, file = DHCP_OPTIONS_FILE) {
  return {
    follow({ api }: Pick<NetworkState, 'api'>): void {
      const text = renderDhcpOptions(checkpoint, api);
      if (!checkpoint.tls || read(file) === text) return;
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
      reload();
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

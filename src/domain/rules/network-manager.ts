import type { Checkpoint } from '../checkpoint.ts';
import { oweInterface } from './hostapd.ts';

/**
 * For boxes whose networks NetworkManager brings up, as on Raspberry Pi OS: the guests' side is networkd's and hostapd's. It would
 * else look for networks with our radio, and ask the guests for an address. The uplink stays whoever's it was.
 */
export function renderNetworkManager({ access: { interface: name, port, radio } }: Checkpoint): string {
  const names = [name, port, radio?.interface, radio?.owe ? oweInterface(radio.interface) : undefined];
  const ours = names.flatMap((one) => (one === undefined ? [] : `interface-name:${one}`));
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
[keyfile]
# Beside those that other files name.
unmanaged-devices+=${ours.join(';')}
`;
}

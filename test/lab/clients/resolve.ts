import { run } from '../command.ts';
import type { Place } from '../namespace.ts';

/**
 * The name's IPv4 and IPv6 addresses, or the refusal: `['NXDOMAIN']`. The resolver is the one of the lease, unless one has
 * been set by hand.
 */
export async function resolve(place: Place, name: string, ...resolver: string[]): Promise<string[]> {
  const printed = await run(place.at(['sh', '-c', 'busybox nslookup "$@" || true', 'sh', name, ...resolver]));
  // The resolver's own address comes first; it is told from the others by its port.
  const lines = printed.matchAll(/^Address(?: \d)?: (?<address>\S+)$|: (?<refusal>[A-Z]{5,})$/gm);
  return [...new Set([...lines].map(({ groups }) => groups?.address ?? groups?.refusal ?? ''))];
}

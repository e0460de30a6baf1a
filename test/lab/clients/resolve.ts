import { run } from '../command.ts';
import type { Place } from '../namespace.ts';

/** The name's IPv4 and IPv6 addresses as the resolver there gives them, or its refusal: `['NXDOMAIN']`. */
export async function resolve(place: Place, name: string): Promise<string[]> {
  const printed = await run(place.at(['sh', '-c', 'busybox nslookup "$1" || true', 'sh', name]));
  // The resolver's own address comes first; it is told from the others by its port.
  const lines = printed.matchAll(/^Address(?: \d)?: (?<address>\S+)$|: (?<refusal>[A-Z]{5,})$/gm);
  return [...new Set([...lines].map(({ groups }) => groups?.address ?? groups?.refusal ?? ''))];
}

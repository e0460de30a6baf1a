/** An IPv6 network of guests: `fdxx:xxxx:xxxx::/64`, and the router's address in it. */
export interface LocalIpv6 {
  readonly prefix: string;
  readonly address: string;
}

/**
 * A network that is nobody else's (RFC 4193), the same at each start. A mobile uplink gives one /64 and keeps it for itself, so
 * guests get a network of their own; phones prefer IPv4 over it (RFC 6724 section 2.1), so it serves those that have no IPv4.
 */
export function localIpv6(seed: string): LocalIpv6 {
  const digits = `${hash(seed, 1)}${hash(seed, 2)}`.slice(0, 10);
  const network = `fd${digits.slice(0, 2)}:${group(digits.slice(2, 6))}:${group(digits.slice(6, 10))}`;
  return { prefix: `${network}::`, address: `${network}::1` };
}

/**
 * As everybody else writes it, browsers and `ip` too (RFC 5952 section 4): without leading zeros, and none of zeros alone, which
 * would be taken into the `::` behind it. Our own address is known by its text.
 */
function group(digits: string): string {
  return (Number.parseInt(digits, 16) || 1).toString(16);
}

/** FNV-1a: eight hexadecimal digits. Spread is all that is asked of it, not secrecy. */
function hash(text: string, turn: number): string {
  let value = 0x811c9dc5;
  for (const character of `${turn}${text}`) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}

/** Whether the text is an IPv6 address as Node gives a socket's, IPv4 in IPv6's spelling left out. */
export function isIpv6(address: string): boolean {
  return address.includes(':') && !/^::ffff:\d+\./i.test(address);
}

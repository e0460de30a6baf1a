/** An IPv4 network: `base` is its first address as an unsigned number, `length` its prefix length in bits. */
export interface Subnet {
  readonly base: number;
  readonly length: number;
}

/** `10.77.0.1` as an unsigned number, or undefined. Leading zeros are refused: some programs read them as octal. */
export function parseIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return undefined;
  const bytes = parts.map(Number);
  if (bytes.some((byte) => byte > 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** `10.77.0.0/22`, or undefined where the text is no network (host bits set, or a prefix outside 8..26: fewer than 50 phones are no checkpoint). */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const base = parseIpv4(address);
  const length = Number(prefix);
  if (base === undefined || rest.length > 0 || !/^\d{1,2}$/.test(prefix) || length < 8 || length > 26) {
    return undefined;
  }
  return base % size({ base, length }) === 0 ? { base, length } : undefined;
}

/** The networks that are nobody's on the internet (RFC 1918): an address of any other would be taken from its owner. */
const PRIVATE: readonly Subnet[] = [
  { base: 0x0a000000, length: 8 },
  { base: 0xac100000, length: 12 },
  { base: 0xc0a80000, length: 16 },
];

export function isPrivate(subnet: Subnet): boolean {
  return PRIVATE.some(
    (around) => subnet.length >= around.length && contains(around, formatIpv4(subnet.base)),
  );
}

/** Whether the address, in any spelling that Node gives a socket (`::ffff:10.77.0.5` too), lies in the network. */
export function contains(subnet: Subnet, address: string): boolean {
  const value = parseIpv4(address.replace(/^::ffff:/i, ''));
  return value !== undefined && value >= subnet.base && value < subnet.base + size(subnet);
}

/** The `index`-th host of the network, 1 being the router by convention. */
export function host(subnet: Subnet, index: number): string {
  return formatIpv4(subnet.base + index);
}

/** How many addresses the network has, its own and the broadcast address included. */
export function size(subnet: Subnet): number {
  return 2 ** (32 - subnet.length);
}

export function netmask(subnet: Subnet): string {
  return formatIpv4((2 ** 32 - size(subnet)) >>> 0);
}

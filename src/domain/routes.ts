import { formatIpv4 } from './ipv4.ts';

/** A network shorter than these is no cable's: a modem that says so must not shut guests out of half the internet. */
const SHORTEST = { ipv4: 16, ipv6: 48 } as const;

/** The kernel's tables of routes, as `/proc/net/route` and `/proc/net/ipv6_route` show them. */
export interface Routes {
  readonly ipv4: string;
  readonly ipv6: string;
}

/** The networks that the device reaches without a router: `203.0.113.0/24`, or an IPv6 one in full. Sorted. */
export function nearNetworks({ ipv4, ipv6 }: Routes, device: string): readonly string[] {
  return [
    ...rowsOf(ipv4).flatMap((row) => ofIpv4(row, device)),
    ...rowsOf(ipv6).flatMap((row) => ofIpv6(row, device)),
  ].sort();
}

/** Columns: Iface, Destination, Gateway, Flags, RefCnt, Use, Metric, Mask; addresses in hexadecimal, last byte first. */
function ofIpv4([name, destination = '', gateway, , , , , mask = '']: Row, device: string): string[] {
  const length = [...bytesOf(mask)].reduce(
    (ones, byte) => ones + byte.toString(2).replaceAll('0', '').length,
    0,
  );
  if (name !== device || gateway !== '00000000' || length < SHORTEST.ipv4) return [];
  const network = bytesOf(destination).reduceRight((sum, byte) => sum * 256 + byte, 0);
  return [`${formatIpv4(network)}/${length}`];
}

/** Columns: destination, its length, source, its length, next hop, metric, references, uses, flags, device (all hexadecimal). */
function ofIpv6([destination = '', length = '', , , hop = '', , , , , name]: Row, device: string): string[] {
  const bits = Number.parseInt(length, 16);
  // Link-local and multicast are no networks of the internet, and a single address is the box's own.
  const isGlobal = /^[23]/.test(destination);
  if (name !== device || !/^0+$/.test(hop) || !isGlobal || bits < SHORTEST.ipv6 || bits === 128) return [];
  return [`${destination.match(/.{4}/g)?.join(':')}/${bits}`];
}

type Row = readonly string[];

function rowsOf(table: string): readonly Row[] {
  return table.split('\n').map((line) => line.trim().split(/\s+/));
}

function bytesOf(hexadecimal: string): number[] {
  return (hexadecimal.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
}

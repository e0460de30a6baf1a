import { readFileSync } from 'node:fs';
import { formatIpv4 } from '../../domain/ipv4.ts';
import type { Signals } from '../../domain/uplink.ts';

/** Where the kernel shows its tables. */
export interface Kernel {
  readonly proc: string;
  readonly sys: string;
}

const KERNEL: Kernel = { proc: '/proc/net', sys: '/sys/class/net' };

/** Of `RTF_*` in linux/route.h: the route is in use; it leads nowhere. */
const UP = 0x1;
const REJECT = 0x200;
/** Of the ARP table's flags: the address is known. */
const COMPLETE = 0x2;

/** What the kernel knows of the uplink, for nothing: no packet is sent. */
export function readKernel(
  uplink: string,
  { proc, sys }: Kernel = KERNEL,
): Pick<Signals, 'route' | 'gateway' | 'traffic'> {
  const gateway = defaultGateway(table(`${proc}/route`), uplink);
  const route = gateway !== undefined || hasIpv6Default(table(`${proc}/ipv6_route`), uplink);
  return {
    route: route && hasCarrier(`${sys}/${uplink}/carrier`),
    gateway: gatewayAnswers(table(`${proc}/arp`), { uplink, gateway }),
    // A long counter stands right behind the colon.
    traffic: trafficOf(table(`${proc}/dev`, /[\s:]+/), uplink),
  };
}

/** Columns: Iface, Destination, Gateway, Flags, RefCnt, Use, Metric, Mask; addresses in hexadecimal, last byte first. */
function defaultGateway(rows: Rows, uplink: string): string | undefined {
  for (const [device, destination, gateway, flags, , , , mask] of rows) {
    if (device !== uplink || destination !== '00000000' || mask !== '00000000') continue;
    if (leads(flags)) return formatIpv4(Buffer.from(`${gateway}`, 'hex').readUInt32LE());
  }
  return undefined;
}

/** Columns: destination, its length, source, its length, next hop, metric, references, uses, flags, device (all hexadecimal). */
function hasIpv6Default(rows: Rows, uplink: string): boolean {
  return rows.some(
    ([destination = '', length, , , , , , , flags, device]) =>
      device === uplink && length === '00' && /^0+$/.test(destination) && leads(flags),
  );
}

function leads(flags: string | undefined): boolean {
  const value = Number.parseInt(flags ?? '', 16);
  return (value & UP) !== 0 && (value & REJECT) === 0;
}

/** A link that is down refuses to be asked (EINVAL); where there is no such file, as in a container, it is left to the route. */
function hasCarrier(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').trim() === '1';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** Columns: IP address, HW type, Flags, HW address, Mask, Device. Undefined where the kernel has not asked, as on ppp and wwan. */
function gatewayAnswers(
  rows: Rows,
  { uplink, gateway }: { uplink: string; gateway: string | undefined },
): boolean | undefined {
  const row = rows.find(([address, , , , , device]) => address === gateway && device === uplink);
  return row && (Number(row[2]) & COMPLETE) !== 0;
}

/** Columns after the name: eight of what came in, the second being packets, then as many of what went out. */
function trafficOf(rows: Rows, uplink: string): Signals['traffic'] {
  const row = rows.find(([device]) => device === uplink) ?? [];
  return { received: Number(row[2] ?? 0), sent: Number(row[10] ?? 0) };
}

type Rows = readonly (readonly string[])[];

/** A table of the kernel's, row by row. */
function table(file: string, between = /\s+/): Rows {
  return readIfThere(file)
    .split('\n')
    .map((line) => line.trim().split(between));
}

/** A table that the kernel does not have, as IPv6's where that is switched off, is empty. */
export function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

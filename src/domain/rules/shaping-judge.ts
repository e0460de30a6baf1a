import type { Shaping } from './shaping.ts';

/** What the kernel has, as `tc -j qdisc show` and `ip -j link show` print it. */
export interface Seen {
  readonly qdiscs: string;
  readonly links: string;
}

/** Whether the queues are still as they were set up: someone may have deleted one, and a modem that is plugged in again has none. */
export function isInPlace({ roots, ingress, links }: Shaping, seen: Seen): boolean {
  const qdiscs = rowsOf(seen.qdiscs);
  const isUp = ({ flags }: Row) => Array.isArray(flags) && flags.includes('UP');
  const up = rowsOf(seen.links).filter(isUp);
  return (
    Object.entries(roots).every(([device, { kind, handle }]) =>
      qdiscs.some(
        (row) => row.dev === device && row.root === true && row.kind === kind && row.handle === handle,
      ),
    ) &&
    ingress.every((device) => qdiscs.some((row) => row.dev === device && row.kind === 'ingress')) &&
    // What is sent through a device that is down is dropped.
    links.every((device) => up.some(({ ifname }) => ifname === device))
  );
}

/** Whether all these devices are there, up or down. */
export function areThere(devices: readonly string[], { links }: Seen): boolean {
  const names = rowsOf(links).map(({ ifname }) => ifname);
  return devices.every((device) => names.includes(device));
}

type Row = Readonly<Record<string, unknown>>;

/** `ip` leaves an empty object for each row that it filtered out. What is no list has no rows. */
function rowsOf(json: string): readonly Row[] {
  try {
    const rows: unknown = JSON.parse(json || '[]');
    return Array.isArray(rows) ? rows.filter((row) => row !== null && typeof row === 'object') : [];
  } catch {
    return [];
  }
}

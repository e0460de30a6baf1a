import type { Shaping } from './kinds.ts';

/** What the kernel has. */
export interface Seen {
  /** As `tc -j qdisc show` prints them. */
  readonly qdiscs: string;
  readonly links: readonly LinkSeen[];
}

export interface LinkSeen {
  readonly name: string;
  readonly isUp: boolean;
}

/** Whether the queues are still as they were set up: someone may have deleted one, and a modem that is plugged in again has none. */
export function isInPlace({ roots, ingress, links }: Shaping, seen: Seen): boolean {
  const qdiscs = rowsOf(seen.qdiscs);
  return (
    Object.entries(roots).every(([device, { kind, handle }]) =>
      qdiscs.some(
        (row) => row.dev === device && row.root === true && row.kind === kind && row.handle === handle,
      ),
    ) &&
    ingress.every((device) => qdiscs.some((row) => row.dev === device && row.kind === 'ingress')) &&
    // What is sent through a device that is down is dropped.
    links.every((device) => seen.links.some(({ name, isUp }) => name === device && isUp))
  );
}

/** Whether all these devices are there, up or down. */
export function areThere(devices: readonly string[], links: readonly LinkSeen[]): boolean {
  return devices.every((device) => links.some(({ name }) => name === device));
}

type Row = Readonly<Record<string, unknown>>;

/** What is no list has no rows. */
function rowsOf(json: string): readonly Row[] {
  try {
    const rows: unknown = JSON.parse(json || '[]');
    return Array.isArray(rows) ? rows.filter((row) => row !== null && typeof row === 'object') : [];
  } catch {
    return [];
  }
}

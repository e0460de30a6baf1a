import type { Box } from './box.ts';

/** A network interface, as `ip` shows it. */
export interface Link {
  readonly name: string;
  readonly isUp: boolean;
  /** Whether somebody is at the other end. */
  readonly hasCarrier: boolean;
  /** The bridge it is plugged into. */
  readonly bridge: string | undefined;
  /** IPv4 and IPv6. */
  readonly addresses: readonly string[];
}

interface Shown {
  readonly ifname: string;
  readonly flags: readonly string[];
  readonly master?: string;
  readonly addr_info?: readonly { readonly local?: string }[];
}

/** All but the loopback. Rejects where `ip` does not say. */
export async function linksOf(box: Box): Promise<readonly Link[]> {
  const { code, stdout, stderr } = await box.run('ip', ['-json', 'address', 'show']);
  if (code !== 0) throw new Error(stderr.trim() || 'ip');
  return (JSON.parse(stdout) as Shown[])
    .filter(({ flags }) => !flags.includes('LOOPBACK'))
    .map(({ ifname, flags, master, addr_info = [] }) => ({
      name: ifname,
      isUp: flags.includes('UP'),
      hasCarrier: flags.includes('LOWER_UP'),
      bridge: master,
      addresses: addr_info.flatMap(({ local }) => local ?? []),
    }));
}

/** The interfaces that IPv4's default routes go out of, the preferred one first. */
export async function defaultRoutesOf(box: Box): Promise<readonly string[]> {
  const { code, stdout } = await box.run('ip', ['-json', '-4', 'route', 'show', 'default']);
  if (code !== 0 || stdout.trim() === '') return [];
  return (JSON.parse(stdout) as { dev?: string; metric?: number }[])
    .toSorted((a, b) => (a.metric ?? 0) - (b.metric ?? 0))
    .flatMap(({ dev }) => dev ?? []);
}

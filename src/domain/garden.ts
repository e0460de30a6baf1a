import type { Checkpoint } from './checkpoint.ts';
import { PROBE_HOSTS } from './probe.ts';

/** The names that a captive client may reach, their subdomains included: those of the destinations shown, and the config's own. */
export function gardenHosts({
  destinations,
  gardenHosts: more,
}: Pick<Checkpoint, 'destinations' | 'gardenHosts'>): readonly string[] {
  return [...new Set([...destinations.flatMap(({ hosts }) => hosts), ...more])];
}

/** Never let through while captive, beside the probes' hosts: Apple's canary must stay unanswered. */
const CANARIES = ['mask.icloud.com', 'mask-h2.icloud.com'] as const;

/**
 * What a garden name would swallow: a host that phones probe (they would take themselves for online, and the guide would never
 * come up), or one of the box's own names.
 */
export function swallowedBy(host: string, own: readonly string[]): string | undefined {
  return [...own, ...Object.keys(PROBE_HOSTS), ...CANARIES].find(
    (name) => name === host || name.endsWith(`.${host}`),
  );
}

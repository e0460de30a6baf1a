import type { CheckReport, Finding } from './finding.ts';

/**
 * Red that comes from outside, as when the 4G is away or the cable out, and turns up while a new version or config is judged without
 * being its doing: a check, or one fault of it. Neither takes an update or a config back.
 *
 * What that gives up: a version that loses the uplink's interface or fills the memory stays. One that loses the guests' bridge is still
 * seen by `dns-limits`, `gate` and `access-point`; one that does not let guests out over an uplink that is well, by `phone`.
 */
export const OUTSIDE: readonly string[] = [
  'power',
  'temperature',
  'memory',
  'card',
  'clock',
  'uplink',
  'name-servers',
  'destinations',
  'reports',
  // Phones that come, not we, use it up.
  'dhcp-pool',
  'interfaces:missing',
  'interfaces:down',
  'interfaces:unplugged',
  'interfaces:swapped',
  // A guest may bring a router, or play one.
  'phone:otherDhcp',
  'phone:otherRouter',
  'phone:namesForeign',
];

/** Those of them that a config can cause, where it names another interface than the one before. */
const OF_LINKS = ['uplink', 'name-servers', 'interfaces'];

/** The checks that are red by what the box itself does. */
export function ownReds(
  checks: readonly CheckReport[],
  { sameLinks }: { readonly sameLinks: boolean } = { sameLinks: true },
): readonly CheckReport[] {
  const isOwn = (id: string, { level, fault }: Finding) =>
    level === 'red' &&
    ((!sameLinks && OF_LINKS.includes(id)) || !(OUTSIDE.includes(id) || OUTSIDE.includes(`${id}:${fault}`)));
  return checks.filter(({ id, findings }) => findings.some((finding) => isOwn(id, finding)));
}

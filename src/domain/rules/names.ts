/** The table that is ours alone; whatever the distribution loads lives in others. */
export const TABLE = 'inet checkpoint';
/** Beside it: ARP has tables of its own. */
export const ARP_TABLE = 'arp checkpoint';
/** The set of accepted clients: a MAC with the time that is left to it. */
export const GRANTED = 'granted';
/** The two generations of the walled garden's addresses, IPv4 and IPv6 in each. See `GARDEN_TURN_SECONDS`. */
export const GARDENS = ['garden_a', 'garden_b'] as const;

/** Carried by every packet of an accepted client, from one set look-up before routing. One bit each, so that other marks survive. */
export const GRANTED_MARK = '0x00010000';
/** Carried by every packet to an address of the walled garden. */
export const GARDEN_MARK = '0x00100000';
/** Carried by every connection in which a captive client asks for the time: what comes back on it is held as short. */
export const NTP_MARK = '0x00200000';

/**
 * How often the older generation of the garden is emptied. dnsmasq puts an address into both, but only when it comes from
 * upstream and not out of its own cache; kernels before 6.12 do not lengthen the life of an element that is added again, so a
 * timeout would shut the garden on a phone in the midst of its declaration. With two generations, what was answered within the
 * last turn is always in one of them.
 */
export const GARDEN_TURN_SECONDS = 1800;
/** How long an answer may be remembered, by dnsmasq and by phones: less than one turn. */
export const ANSWER_SECONDS_AT_MOST = GARDEN_TURN_SECONDS / 2;

/** The second dnsmasq, which answers captive clients while the uplink is down. */
export const OFFLINE_DNS_PORT = 5354;

/**
 * Where every name leads while the uplink is down. Samsung phones drop the sign-in at a private address and others at one of the
 * networks for examples, so it is a public one that is nobody's server (APNIC's research). Nothing is sent there: captive
 * clients' requests end at the portal, and what others still try is dropped.
 */
export const OFFLINE_ADDRESS = '1.2.3.4';

/** The box's link-local address among the guests: the same on each box, so that a rule can name it. */
export const LINK_LOCAL = 'fe80::1';

/**
 * What the gate and dnsmasq keep; on a tmpfs. A folder that the portal cannot write to: whoever takes over the portal would else
 * lay files in their way, such as DHCP options of its own.
 */
export const RUN = '/run/checkpoint-gate';

/** The names of a garden generation's two sets. */
export function setsOf(garden: (typeof GARDENS)[number]): { readonly ipv4: string; readonly ipv6: string } {
  return { ipv4: `${garden}4`, ipv6: `${garden}6` };
}

/** The units of `deploy/systemd/` that run something: what the journal may hold of ours. */
export const UNITS = ['firewall', 'gate', 'portal', 'dnsmasq', 'offline', 'hostapd', 'doctor'].map(
  (name) => `checkpoint-${name}.service`,
);

const RELEASE = 7;
const FIXED_OCTETS = 236;
const COOKIE = [0x63, 0x82, 0x53, 0x63] as const;
/** What a relay of RFC 1542 takes for the least length of a message. */
const LEAST_OCTETS = 300;

export interface Release {
  readonly address: string;
  readonly server: string;
  readonly mac: string;
}

/** A phone's word that it gives its address back (RFC 2131 section 4.4.4). */
export function dhcpRelease({ address, server, mac }: Release): Uint8Array {
  const hardware = mac.split(':').map((octet) => Number.parseInt(octet, 16));
  const message = new Uint8Array(LEAST_OCTETS);
  // A question, on Ethernet, with six octets of hardware address. Nobody answers it, so that its number may be zero.
  message.set([1, 1, 6, 0]);
  message.set(octetsOf(address), 12);
  message.set(hardware, 28);
  // The client identifier is the one that udhcpc has asked with: a server knows the lease by it.
  const options = [53, 1, RELEASE, 54, 4, ...octetsOf(server), 61, 7, 1, ...hardware, 255];
  message.set([...COOKIE, ...options], FIXED_OCTETS);
  return message;
}

function octetsOf(address: string): number[] {
  return address.split('.').map(Number);
}

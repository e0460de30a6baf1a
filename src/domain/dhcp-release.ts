import { parseIpv4 } from './ipv4.ts';

/** BOOTP's fixed fields (RFC 2131, figure 1), the cookie (RFC 2132, 2), and the options that a server needs to know whose it is. */
const [FIXED_BYTES, REQUEST, ETHERNET, MAC_BYTES, COOKIE] = [236, 1, 1, 6, 0x63825363];
const [MESSAGE_TYPE, SERVER, CLIENT, END] = [53, 54, 61, 255];
const RELEASE = 7;

export interface Released {
  /** What is given back. */
  readonly address: string;
  /** Of whoever has it; the client's identifier too, as udhcpc makes it of its MAC (RFC 2132, 9.14). */
  readonly mac: string;
  /** Who gave it. */
  readonly server: string;
}

/** A DHCPRELEASE (RFC 2131, 4.4.6): from the address itself to the server, port 67, and nothing is answered. */
export function dhcpRelease({ address, mac, server }: Released): Uint8Array {
  const hardware = mac.split(':').map((octet) => Number.parseInt(octet, 16));
  const options = [
    ...[MESSAGE_TYPE, 1, RELEASE],
    ...[SERVER, 4, ...octetsOf(server)],
    ...[CLIENT, 1 + MAC_BYTES, ETHERNET, ...hardware],
    END,
  ];
  const message = new Uint8Array(FIXED_BYTES + 4 + options.length);
  message.set([REQUEST, ETHERNET, MAC_BYTES]);
  message.set(octetsOf(address), 12);
  message.set(hardware, 28);
  new DataView(message.buffer).setUint32(FIXED_BYTES, COOKIE);
  message.set(options, FIXED_BYTES + 4);
  return message;
}

function octetsOf(address: string): number[] {
  const number = parseIpv4(address) ?? 0;
  return [24, 16, 8, 0].map((bits) => (number >>> bits) & 255);
}

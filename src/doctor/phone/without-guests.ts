import type { Checkpoint } from '../../domain/checkpoint.ts';
import { contains } from '../../domain/ipv4.ts';
import type { Text } from '../../domain/text.ts';
import type { Facts } from '../fault.ts';

const A_GUEST: Text = { vi: 'một địa chỉ của khách', en: "a guest's address" };

const IPV4 = /\d{1,3}(?:\.\d{1,3}){3}/g;
/** And MAC addresses, which are written alike. */
const IPV6 = /[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}/gi;
const MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/i;
/** Only on one cable; the last half of a MAC. */
const OF_A_DEVICE = /^fe[89ab][0-9a-f]:|ff:fe/i;

/**
 * What the phone was told, fit for a report that is kept: a guest that forges DNS or DHCP names itself. The box's own address, and
 * any that is no guest's, stay.
 */
export function withoutGuests(facts: Facts, guest: Checkpoint['guest']): Facts {
  const hide = (text: string, word: string) =>
    text
      .replaceAll(IPV4, (address) =>
        contains(guest.subnet, address) && address !== guest.address ? word : address,
      )
      .replaceAll(IPV6, (address) => (isGuests6(address, guest.ipv6) ? word : address));
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? { vi: hide(fact, A_GUEST.vi), en: hide(fact, A_GUEST.en) } : fact,
    ]),
  );
}

function isGuests6(address: string, own: Checkpoint['guest']['ipv6']): boolean {
  if (MAC.test(address) || OF_A_DEVICE.test(address)) return true;
  const network = own?.prefix.replace(/::$/, ':');
  return network !== undefined && address.startsWith(network) && address !== own?.address;
}

import { capportUri } from '../../capport.ts';
import type { Checkpoint } from '../../checkpoint.ts';
import type { NetworkState } from '../../gate.ts';
import { RUN } from '../names.ts';

/** dnsmasq reads this file at its start and again at each SIGHUP; where it is missing, it goes on without. */
export const DHCP_OPTIONS_FILE = `${RUN}/dnsmasq.options`;

/**
 * The DHCP options that come and go while dnsmasq runs: the address of the RFC 8908 API, by the codes of RFC 8910 section 2
 * (never the old 160, which Polycom's phones take for something else). Asked-for only: whoever knows the option asks for it.
 *
 * In hexadecimal, as dnsmasq would end a text with a NUL for a client that ends its own name with one.
 */
export function renderDhcpOptions({ tls, guest }: Checkpoint, api: NetworkState['api']): string {
  if (!tls || api === 'off') return '';
  const bytes = hexadecimal(capportUri(tls));
  return `114,${bytes}\n${guest.ipv6 ? `option6:103,${bytes}\n` : ''}`;
}

/** The config lets only ASCII into a name. */
function hexadecimal(text: string): string {
  return [...text].map((character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join(':');
}

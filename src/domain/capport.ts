import type { Tls } from './checkpoint.ts';

/** Where the portal answers programs that ask whether they are captive (RFC 8908). */
export const CAPPORT_PATH = '/captive-portal/api';
export const CAPPORT_TYPE = 'application/captive+json';

/** The portal under its public name. nftables brings 443, the port that is left out here, to the portal's own. */
export function secureOrigin({ name }: Pick<Tls, 'name'>): string {
  return `https://${name}`;
}

/** What DHCP tells clients: the API and not the page (RFC 8910 section 2), under a name and not an address. */
export function capportUri(tls: Pick<Tls, 'name'>): string {
  return `${secureOrigin(tls)}${CAPPORT_PATH}`;
}

/** RFC 8908 section 5. Some clients drop the whole answer where a key is missing or has another type. */
export interface CapportAnswer {
  readonly captive: boolean;
  /** Android takes an answer without it for none. */
  readonly 'user-portal-url': string;
  /** Android shows it as a notification once the client is online: the way back to the guide. */
  readonly 'venue-info-url': string;
  /** One more tap is one more session. */
  readonly 'can-extend-session': true;
  /** Whole seconds, 1 at least; a captive client has none. */
  readonly 'seconds-remaining'?: number;
}

/** `secondsLeft`: what is left of the client's session, 0 for a captive one. */
export function capportAnswer(tls: Pick<Tls, 'name'>, secondsLeft: number): CapportAnswer {
  const guide = `${secureOrigin(tls)}/`;
  return {
    captive: secondsLeft <= 0,
    'user-portal-url': guide,
    'venue-info-url': guide,
    'can-extend-session': true,
    ...(secondsLeft > 0 && { 'seconds-remaining': Math.ceil(secondsLeft) }),
  };
}

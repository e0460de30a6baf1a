import type { Destination } from './destination.ts';
import type { Subnet } from './ipv4.ts';
import type { Language } from './language.ts';

/** One checkpoint as its technician described it: the typed value of `checkpoint.toml`, every default filled in. */
export interface Checkpoint {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly district: string | undefined;
  readonly province: string | undefined;
  readonly contacts: readonly Contact[];
  /** The text of this place's own QR code, which travelers scan with an app to note that they were here. */
  readonly locationQr: string | undefined;
  /** In the order in which the guide shows them. */
  readonly destinations: readonly Destination[];
  /** The first one is the fallback. */
  readonly languages: readonly [Language, ...Language[]];
  readonly access: Access;
  readonly uplink: Uplink;
  readonly guest: Guest;
  readonly session: Session;
  readonly portal: Portal;
  /** A public name with its certificate: the portal's https side and its RFC 8908 API. */
  readonly tls: Tls | undefined;
  /** Names beside those of the destinations that a captive client may reach, subdomains included. */
  readonly gardenHosts: readonly string[];
  readonly notices: {
    /** The folder of notices on this box. */
    readonly directory: string;
    /** The district's Ed25519 key, the 32 bytes in base64; undefined: no bundle is believed. */
    readonly publisherKey: string | undefined;
    /** Where the district's bundle is fetched from, if anywhere. */
    readonly url: string | undefined;
  };
  readonly update: {
    /** Where new versions are fetched from, if anywhere: an https folder, as on a stick. */
    readonly url: string | undefined;
    /** A PEM file with authorities that its certificate may be of, beside the public ones. */
    readonly authorities: string | undefined;
  };
  readonly reporting: {
    readonly host: string;
    readonly port: number;
    /** Undefined: the district fetches the counts itself. */
    readonly push: Push | undefined;
    /** A language or kind of phone with fewer in an hour leaves the box as `other`; 1: none does. */
    readonly foldBelow: number;
    /** Smaller figures are hidden in the public form, and others rounded down to multiples of it. */
    readonly publicBelow: number;
  };
  readonly gate: {
    readonly socket: string;
    readonly simulated: boolean;
    /** What guests may do between the boot and the gate's start. */
    readonly atBoot: 'closed' | 'open';
  };
  readonly storage: { readonly directory: string; readonly controlSocket: string };
}

/** Where the guide is. */
export interface Portal {
  readonly port: number;
  /** The addresses that it listens on, the first one first and the others as soon as they are there. */
  readonly hosts: readonly [string, ...string[]];
  /** What a phone is told, by the family in which it asks: the address itself, so that no look-up can fail. */
  readonly origins: { readonly ipv4: string; readonly ipv6: string };
}

/** The guests' side of the box. */
export interface Access {
  /** What the guests' addresses live on: a bridge, or the one interface that leads to them. */
  readonly interface: string;
  readonly ssid: string;
  /** Our own radio; undefined where an access point of its own stands behind `port`. */
  readonly radio: Radio | undefined;
  /** A wired interface with an access point behind it. */
  readonly port: string | undefined;
}

export interface Radio {
  readonly interface: string;
  readonly channel: number;
  /** ISO 3166: what the radio may send, and where. */
  readonly country: string;
  /** Whether phones that can are encrypted without a password (Opportunistic Wireless Encryption, RFC 8110). */
  readonly owe: boolean;
}

export interface Uplink {
  readonly interface: string;
  /** What the link carries; undefined: not known, so nothing is shaped. */
  readonly downKbit: number | undefined;
  readonly upKbit: number | undefined;
  /** Plain-http addresses that answer 2xx and nothing else while the internet is there. */
  readonly probes: readonly string[];
}

export interface Session {
  /** How long one tap lasts. */
  readonly minutes: number;
  readonly maxClients: number;
  /** How long one client may be online in 24 hours; undefined: as long as it likes. */
  readonly minutesPerDay: number | undefined;
}

export interface Tls {
  readonly name: string;
  /** PEM files: the certificate with its whole chain, and its key. */
  readonly certificate: string;
  readonly key: string;
  /** A PEM file with authorities that phones here trust beside the public ones. */
  readonly authorities: string | undefined;
  /** Where the portal listens for it: `TLS_PORT`, but for tests that run side by side. */
  readonly port: number;
}

/** Where the counts are handed over. */
export interface Push {
  /** The hub's address, http or https, before its `/api/v1/ingest`. */
  readonly url: string;
  /** A PEM file: the hub's certificate is believed if these vouch for it, and nobody else is; undefined: the public authorities. */
  readonly authorities: string | undefined;
  /** From one round to the next, where the hub does not say. */
  readonly minutes: number;
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

export interface Guest {
  readonly subnet: Subnet;
  /** The router's own address on the guest network. */
  readonly address: string;
  /** The guests' IPv6 network, /64, and the router's address in it; undefined where guests get none. */
  readonly ipv6: { readonly prefix: string; readonly address: string } | undefined;
  readonly portalName: string;
  readonly leaseMinutes: number;
}

/** The name in a language, else in the first one that has any. */
export function nameIn(checkpoint: Checkpoint, language: Language): string {
  const name =
    checkpoint.name[language] ?? checkpoint.languages.map((tag) => checkpoint.name[tag]).find(Boolean);
  return name ?? checkpoint.id;
}

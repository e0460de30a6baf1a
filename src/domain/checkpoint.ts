import type { Subnet } from './ipv4.ts';
import type { Language } from './language.ts';

/** One checkpoint as its technician described it: the typed value of `checkpoint.toml`, every default filled in. */
export interface Checkpoint {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly district: string | undefined;
  readonly province: string | undefined;
  readonly contacts: readonly Contact[];
  /** Ids, in the order in which the guide shows them. */
  readonly destinations: readonly string[];
  /** The first one is the fallback. */
  readonly languages: readonly [Language, ...Language[]];
  readonly access: { readonly interface: string; readonly ssid: string };
  readonly uplink: { readonly interface: string };
  readonly guest: Guest;
  readonly session: { readonly minutes: number; readonly maxClients: number };
  readonly portal: { readonly host: string; readonly port: number; readonly origin: string };
  readonly reporting: { readonly host: string; readonly port: number };
  readonly gate: { readonly socket: string; readonly simulated: boolean };
  readonly storage: { readonly directory: string; readonly controlSocket: string };
}

export interface Contact {
  readonly name: string;
  readonly phone: string;
}

export interface Guest {
  readonly subnet: Subnet;
  /** The router's own address on the guest network. */
  readonly address: string;
  readonly portalName: string;
  readonly leaseMinutes: number;
}

/** The name in a language, else in the first one that has any. */
export function nameIn(checkpoint: Checkpoint, language: Language): string {
  const name =
    checkpoint.name[language] ?? checkpoint.languages.map((tag) => checkpoint.name[tag]).find(Boolean);
  return name ?? checkpoint.id;
}

/** The phones that the staff card has a block for: each hides a page that did not come up in a place of its own. */
export const PHONES = ['android', 'samsung', 'iphone', 'windows'] as const;

export type Phone = (typeof PHONES)[number];

/**
 * The print kit's words in one language. `{ssid}`, `{address}` (the typed address of the guide), `{button}` (of the accept button)
 * and `{place}` (the checkpoint's name) are filled in.
 */
export interface PrintWords {
  /** Over the WiFi's name, and how to join it. */
  readonly network: string;
  readonly join: string;
  /** What to do on the guide; the picture of the button follows. */
  readonly press: string;
  /** What to do where the guide does not come up; the address follows. */
  readonly noPage: string;
  readonly type: string;
  readonly or: string;
  /** The place's own QR code, and what reads it. */
  readonly location: string;
  readonly locationText: string;
  readonly help: string;
  readonly ask: string;
  readonly staff: {
    readonly title: string;
    readonly when: string;
    /** What helps on every phone; tried first. */
    readonly first: readonly string[];
    readonly phones: Readonly<Record<Phone, { readonly name: string; readonly steps: readonly string[] }>>;
    readonly contacts: string;
    readonly materials: string;
  };
  readonly bulletin: {
    readonly title: string;
    /** For who reads it, not to be read aloud. */
    readonly note: string;
    readonly opening: readonly string[];
    /** One for each step of the guide, in front of what is to be done. */
    readonly steps: readonly [string, string, string];
    readonly closing: readonly string[];
  };
}

/** How the link is shared: by what the kernel has and what is known of the link. */
export type ShapingKind = 'cake' | 'htb' | 'fq_codel' | 'none';

/** One way to share the link: what to tell the kernel, and what is then to be seen there. */
export interface Shaping {
  readonly kind: ShapingKind;
  /** Devices of our own that must exist and be up. */
  readonly links: readonly string[];
  /** Lines for `tc -batch`, on devices that `undoShaping` has cleared. The first that fails ends the attempt. */
  readonly lines: readonly string[];
  /** The root queue of each device, with the handle we gave it. */
  readonly roots: Readonly<Record<string, { readonly kind: string; readonly handle: string }>>;
  /** Devices whose incoming packets are queued too. */
  readonly ingress: readonly string[];
}

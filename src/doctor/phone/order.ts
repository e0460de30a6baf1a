/** What the doctor's phone is told before it joins: the box as its config has it. */
export interface Order {
  /** A process of the box, in whose network the other end of the phone's cable is. */
  readonly boxPid: number;
  /** The guests' bridge. */
  readonly bridge: string;
  /** The end of the cable on the bridge. */
  readonly port: string;
  readonly mac: string;
  /** The box's own address among the guests. */
  readonly address: string;
  /** The only router that guests are to hear of over IPv6; undefined: none. */
  readonly router6: string | undefined;
  readonly portalName: string;
  /** Of the guide, as `http://10.77.0.1`. */
  readonly origin: string;
  /** The same for phones of IPv6; undefined: guests have none. */
  readonly origin6: string | undefined;
  /** Whether the door is opened. */
  readonly accept: boolean;
  /** Whether there is an internet behind it. */
  readonly online: boolean;
}

/** The links of the chain, in their order. */
export type Step =
  | 'cable'
  | 'lease'
  | 'names'
  | 'routers'
  | 'probes'
  | 'walls'
  | 'guide'
  | 'accept'
  | 'online';

/** A broken link, by its word in `faults.ts`. */
export class PhoneFault extends Error {
  readonly fault: string;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(fault: string, facts: Readonly<Record<string, string | number>> = {}) {
    super(fault);
    this.name = 'PhoneFault';
    this.fault = fault;
    this.facts = facts;
  }
}

/** A line that the phone says: a step is done, or a link is broken. */
export type PhoneLine =
  | { readonly step: Step; readonly ms: number }
  | { readonly fault: string; readonly facts: Readonly<Record<string, string | number>> };

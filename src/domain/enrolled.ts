/** A checkpoint as those who collect from it know it. */
export interface Enrolled {
  readonly id: string;
  /** For people; the id where the list has none. */
  readonly name: string;
  /** Ed25519, the 32 bytes in base64: what `checkpoint-portal enroll` shows at the checkpoint. */
  readonly key: string;
  /** Its report API; undefined: it has no uplink, and its counts come as files. */
  readonly source: { readonly url: string; readonly token: string } | undefined;
}

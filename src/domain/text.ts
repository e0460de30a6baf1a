/** A sentence in both of the languages that technicians and officers read. */
export interface Text {
  readonly vi: string;
  readonly en: string;
}

export type Tongue = keyof Text;

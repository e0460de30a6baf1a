/** A place that the guide leads to: a declaration site, or an app with its site. */
export interface Destination {
  readonly id: string;
  readonly kind: 'site' | 'app';
  /** File name in `static/icons`, without `.svg`. */
  readonly icon: string;
  /** Where `/go/<id>` leads and what the QR code holds. */
  readonly url: string;
  /** What a person types or searches for. */
  readonly label: string;
  /** Names that a captive client may reach, their subdomains included. */
  readonly hosts: readonly string[];
  readonly text: Readonly<Record<string, DestinationText>>;
}

export interface DestinationText {
  readonly name: string;
  readonly purpose: string;
  readonly steps: readonly string[];
}

import { compareVersions } from './debian-version.ts';
import { UpdateRefusal } from './update-refusal.ts';

/** One package that the publisher has signed for. */
export interface Offer {
  /** Where it lies beside the list: `checkpoint-portal_1.2.0_arm64.deb`. */
  readonly path: string;
  readonly version: string;
  readonly architecture: string;
  readonly sha256: string;
}

/** What is on the box. */
export interface Installed {
  readonly version: string;
  readonly architecture: string;
}

const LINE = /^([0-9a-f]{64}) [ *](.+)$/;
const NAME = /^(?:[\w.+~-]+\/)*checkpoint-portal_([0-9A-Za-z.+~-]+)_([a-z0-9]+)\.deb$/;

/** The packages of ours in a list as `sha256sum` writes it; other files in it are others' business. */
export function offersIn(sums: string): readonly Offer[] {
  return sums.split('\n').flatMap((line) => {
    const [, sha256, written = ''] = LINE.exec(line) ?? [];
    const path = written.replace(/^\.\//, '');
    const [, version, architecture] = NAME.exec(path) ?? [];
    if (!sha256 || !version || !architecture || path.split('/').includes('..')) return [];
    return [{ path, version, architecture, sha256 }];
  });
}

export interface Wish {
  readonly installed: Installed;
  /** The name of the one that is asked for; undefined: the newest. */
  readonly file?: string | undefined;
  readonly mayGoBack: boolean;
}

/** Which of them to install. @throws {UpdateRefusal} */
export function chooseOffer(offers: readonly Offer[], { installed, file, mayGoBack }: Wish): Offer {
  const asked = offers.filter(({ path }) => file === undefined || path.split('/').at(-1) === file);
  if (asked.length === 0) throw new UpdateRefusal(file === undefined ? 'empty' : 'not-listed', file);
  const fitting = asked.filter(({ architecture }) => architecture === installed.architecture);
  const [newest] = fitting.toSorted((a, b) => compareVersions(b.version, a.version));
  if (!newest) {
    const others = [...new Set(asked.map(({ architecture }) => architecture))].join(', ');
    throw new UpdateRefusal('architecture', `${others}; ${installed.architecture}`);
  }
  const order = compareVersions(newest.version, installed.version);
  if (order === 0) throw new UpdateRefusal('same', installed.version);
  if (order < 0 && !mayGoBack)
    throw new UpdateRefusal('downgrade', `${newest.version} < ${installed.version}`);
  return newest;
}

/** The newest version in a list; undefined where there is none. */
export function newestIn(offers: readonly Offer[]): string | undefined {
  return offers
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .at(-1);
}

import type { CertificateFacts, Verdict } from '../domain/certificate.ts';
import type { Hour } from '../domain/clock.ts';
import type { Ending, PowerCuts } from '../domain/ending.ts';
import type { FeedItem } from '../domain/feed/batch.ts';
import type { FoldRule } from '../domain/fold.ts';
import type { Grant, NetworkState, UpkeepReport } from '../domain/gate.ts';
import type { LinkAnswer } from '../domain/link.ts';
import type { Mac } from '../domain/mac.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeBundle } from '../domain/notice-bundle.ts';
import type { NoticeFault } from '../domain/notice-fault.ts';
import type { KitFile } from '../domain/print-kit.ts';
import type { Bucket, Tally } from '../domain/tally.ts';
import type { Signals } from '../domain/uplink.ts';

/** The door between guests and the internet. */
export interface Gate {
  /**
   * Lets a client through for `seconds` from now, whether or not it was let through before. Resolves only when the kernel
   * has taken it, so that the answer to the traveler is true. @throws {GateError}
   */
  grant(mac: Mac, seconds: number): Promise<void>;
  /** Shuts the door for a client; one that was not let through is no fault. @throws {GateError} */
  revoke(mac: Mac): Promise<void>;
  /** Makes the network follow what the portal knows; saying it again changes nothing. @throws {GateError} */
  declare(state: NetworkState): Promise<void>;
  /** Everybody who is let through now. @throws {GateError} */
  list(): Promise<readonly Grant[]>;
  /** Resolves when the door could be opened now, to what the gate keeps whole and how it stands. @throws {GateError} */
  health(): Promise<readonly UpkeepReport[]>;
  close(): void;
}

/** Who is on the WiFi. */
export interface Neighbours {
  /** The client behind an IPv4 or IPv6 address, or undefined where the kernel knows none on the guest interface. Never rejects. */
  macOf(ip: string): Promise<Mac | undefined>;
}

/** The way to the internet. */
export interface Uplink {
  /**
   * What it looks like now. A `deep` look asks DNS and HTTP as well, where there is a route: some 1 kB, and up to 3 s where nobody
   * answers. The other costs nothing.
   */
  look(deep: boolean): Promise<Signals>;
}

/** The places that the guide leads to, as the checkpoint itself reaches them. */
export interface Links {
  /** What an https address answers now, within some ten seconds; a redirect is an answer. Never rejects. */
  check(url: string): Promise<LinkAnswer>;
  /** Gives up what is asked now. */
  close(): void;
}

export interface ChangesAsked {
  /** The `seq` that the reader has already; 0 from the beginning. */
  readonly after: number;
  /** The present hour, which is not over: it is left out, and so is all that has changed after it, until its last change is its last. */
  readonly growing: Hour;
  /** Of hours. */
  readonly limit: number;
}

/** What a reader has not got yet of the hours that are over; `first` is the earliest of them, else the present hour. */
export interface Pending {
  readonly hours: number;
  readonly first: Hour;
}

/** Tallies on disk. */
export interface Ledger {
  /**
   * Counts, all or nothing; never rejects. Resolves when no crash of this program can lose it any more, or at once while the
   * disk fails: then it waits in memory, added up, and is written when the disk comes back.
   */
  record(tallies: readonly Tally[]): Promise<void>;
  /** Counts what nobody waits for: it is written with the next `record`, or soon by itself. */
  note(tallies: readonly Tally[]): void;
  /** Writes what waits and brings what the kernel has to the disk: a power cut costs what came since. */
  sync(): void;
  /**
   * Visits the counters of `[firstHour, endHour)`, one for each run and those that still wait. Those whose hour nobody knows yet
   * lie where the clock of now says. Throws where the disk does.
   */
  each(firstHour: Hour, endHour: Hour, visit: (bucket: Bucket) => void): void;
  /** The first hour on disk that any counter belongs to, leaving out what a clock says that was never set. Throws where the disk does. */
  firstHour(): Hour | undefined;
  /** Random, as old as the file: `seq` of another one says nothing here. */
  readonly id: string;
  /**
   * The hours that have changed since, in the order of their last changes, each whole; what floats has no hour yet. What is given is
   * on the disk: no power cut takes it back. It is final, whatever the clock does: what is counted for such an hour later comes as
   * another run, and to ask for the present hour begins one each time. Throws where the disk does.
   */
  changes(asked: ChangesAsked): readonly FeedItem[];
  /** Of the last change of all. */
  lastSeq(): number;
  /** Costs nothing. */
  pending(asked: Omit<ChangesAsked, 'limit'>): Pending;
  /** Drops the hours before this one. A disk that fails is told by `fault`, and asked again the next time. */
  forget(before: Hour): void;
  /** Why the disk does not take counters now, or undefined while it does. */
  fault(): string | undefined;
  /** How the run before this one ended. */
  readonly lastEnding: Ending;
  /** How often the power was cut. Throws where the disk does. */
  powerCuts(): PowerCuts;
  close(): void;
}

/** How small cells of the feed are folded. */
export interface Folding {
  /** For the item with this `seq`: what the config said when it was counted, and never another one. */
  ruleOf(seq: number): FoldRule;
}

/** Ledgers that were found damaged and set aside. */
export interface Salvage {
  /** Brings what can be read of them into the ledger, a little at a time. Doing it again changes nothing. Rejects where the disk fails. */
  run(): Promise<void>;
  /** Those that still lie on the disk, the latest first. */
  damage(): readonly Damage[];
}

export interface Damage {
  /** Its name in the storage directory. */
  readonly file: string;
  /** When it was found, where a time server had set the clock. */
  readonly hour: Hour | undefined;
  /** That were saved from it so far. */
  readonly counters: number;
  readonly tokens: number;
  /** Whether all that can be read was saved. */
  readonly isDone: boolean;
}

/** Deletes all that was counted, when a deployment ends. */
export interface Eraser {
  /** What there is to delete. Throws where the disk does. */
  held(): Held;
  /**
   * Deletes it for good, files of damaged ledgers too, and overwrites where it stood; whoever may ask for figures still may. What is
   * counted from then on belongs to another run of another ledger. Rejects where not all could be deleted.
   */
  erase(): Promise<void>;
}

export interface Held {
  readonly counters: number;
  /** Of those that have an hour; null where none has. */
  readonly firstHour: Hour | null;
  readonly lastHour: Hour | null;
  /** Names of damaged ledgers in the storage directory. */
  readonly files: readonly string[];
}

/** The checkpoint's own paper. */
export interface PrintKit {
  readonly files: readonly KitFile[];
  /** A file of it, made when it is first asked for; undefined where there is none of this name. */
  read(name: string): Promise<Buffer | undefined>;
}

/** The certificate of the portal's public name. */
export interface Certificate {
  /** The files as they are now. Rejects where they cannot be read or hold something else. */
  read(): Promise<CertificateFiles>;
  /** How a phone that trusts public authorities, and those of the files, finds the portal's API. Never rejects. */
  ask(files: CertificateFiles): Promise<Verdict>;
}

/** In PEM; `authorities` is empty where there are none. */
export interface CertificateFiles extends CertificateFacts {
  readonly certificate: string;
  readonly key: string;
  readonly authorities: string;
}

/** The notices that stand on this box. */
export interface NoticeFolder {
  /** All that is good, expired ones too, and what is wrong with the rest. A folder that is not there is empty. Never rejects. */
  read(): Promise<NoticeReading>;
}

export interface NoticeReading {
  readonly notices: readonly Notice[];
  readonly faults: readonly NoticeFault[];
}

/** The district's signed notices on disk. */
export interface BundleStore {
  /** What a bundle's bytes say, once they are known to be the district's. @throws {BundleError} */
  open(bytes: Buffer): NoticeBundle;
  /** The bytes that were kept last; undefined where there are none. Rejects where the disk does. */
  read(): Promise<Buffer | undefined>;
  /** Resolves when no power cut can lose them any more; on failure the old ones stay. Rejects where the disk does. */
  keep(bytes: Buffer): Promise<void>;
}

/** Where the district puts its bundle. */
export interface BundleSource {
  /**
   * What is there now, unless it still has the `tag` that came with it before. Rejects where it is not there, is not who it
   * should be, takes too long, or is larger than a bundle may be.
   */
  fetch(tag: string | undefined): Promise<FetchedBundle>;
}

/** `tag`: a server's own mark of this content (RFC 9110 section 8.8.3), where it gives one. */
export type FetchedBundle = 'unchanged' | { readonly bytes: Buffer; readonly tag: string | undefined };

/**
 * The checkpoint's own key (Ed25519, RFC 8032), by which others know what comes from here. The private half is in no answer, log
 * or error.
 */
export interface CheckpointKey {
  /** The 32 bytes in base64. Never another one in this run; the next start has it too, unless `fault` says otherwise. */
  readonly publicKey: string;
  /** 64 bytes, the same for the same bytes; needs no disk and never throws. Bytes begin with what they are, as `… feed 1`. */
  sign(bytes: Uint8Array): Uint8Array;
  /** Why the district may not know this key, now or after the next start: it cannot be kept, or took a damaged one's place. */
  fault(): string | undefined;
  /** Resolves soon after the start, when the key is on the disk or `fault` says why not: whoever has it written down waits. Never rejects. */
  readonly settled: Promise<void>;
}

/** The district's keys to the report API. Only a hash of each is stored. */
export interface Tokens {
  /** Makes a token and returns it: the only time that it is seen. */
  create(name: string): { readonly id: string; readonly token: string };
  list(): readonly TokenRow[];
  /** Whether there was one to revoke. */
  revoke(id: string): boolean;
  accepts(token: string): boolean;
  /** The id of a token that is accepted. */
  idOf(token: string): string | undefined;
  /** Whether the token with this id was made and not revoked since. */
  has(id: string): boolean;
}

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

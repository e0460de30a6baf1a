import type { CertificateFacts, Verdict } from '../domain/certificate.ts';
import type { SignedBatch } from '../domain/feed/file.ts';
import type { DoctorReport } from '../domain/finding.ts';
import type { Grant, NetworkState, UpkeepReport } from '../domain/gate.ts';
import type { LinkAnswer } from '../domain/link.ts';
import type { Mac } from '../domain/mac.ts';
import type { Notice } from '../domain/notice.ts';
import type { NoticeBundle } from '../domain/notice-bundle.ts';
import type { NoticeFault } from '../domain/notice-fault.ts';
import type { KitFile } from '../domain/print-kit.ts';
import type { Signals } from '../domain/uplink.ts';

export type * from './ports/storage.ts';

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

/** The checkpoint's own paper. */
export interface PrintKit {
  list(): Promise<readonly KitFile[]>;
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

/** The district's or province's program that collects the counts of checkpoints. */
export interface Hub {
  /**
   * Hands over one batch and resolves to the answer, whatever its status. Rejects where there is none within a minute, it is larger than
   * one may be, or it is not from whom it should be. @throws {PushError}
   */
  send(batch: SignedBatch): Promise<HubReply>;
  /** Ends the connection that is kept for the next batch, with what is under way on it. */
  hangUp(): void;
  /** Hangs up for ever. */
  close(): void;
}

export interface HubReply {
  /** Of HTTP. */
  readonly status: number;
  /** As the hub wrote it; undefined where it did not. */
  readonly retryAfter: string | undefined;
  /** What came with a 200, whatever it is; empty with any other. */
  readonly text: string;
}

/** What the doctor, who is root where we are not, has found last. */
export interface DoctorReports {
  /** `missing`: nobody has looked since the machine started. `broken`: what is there is no report. Never rejects. */
  read(): Promise<DoctorReading>;
}

export type DoctorReading = { readonly report: DoctorReport } | 'missing' | 'broken';

/** Programs of the machine that keep its clock by a time server. */
export interface TimeServer {
  /** Whether any has set it since the machine started. Rejects where nobody can be asked. */
  hasSet(): Promise<boolean>;
}

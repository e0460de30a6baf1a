import type { Hour } from '../../domain/clock.ts';
import type { Ending, PowerCuts } from '../../domain/ending.ts';
import type { FeedItem } from '../../domain/feed/batch.ts';
import type { FoldRule } from '../../domain/fold.ts';
import type { Bucket, Tally } from '../../domain/tally.ts';

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
  /**
   * Writes what waits and brings what the kernel has to the disk: a power cut costs what came since.
   * @param waitingMs only where the kernel has had something for so long
   */
  sync(waitingMs?: number): void;
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
  /** The latest hour of which a time server has said that it has come; undefined where none ever has. Throws where the disk does. */
  vouchedHour(): Hour | undefined;
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

/** A column of the database as it is, whatever it was meant to be. */
export interface SchemaColumn {
  readonly table: string;
  readonly column: string;
  /** How many different texts in it are not as those of this column are; 0 where nobody has said how they are. */
  readonly odd: number;
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

import type { Innocent } from './innocents.ts';
import { AROUND, type Guests, mask, suspectsIn, type TraceKind } from './traces.ts';

/** A trace of a phone where none may be. */
export interface Trace {
  readonly kind: TraceKind;
  /** In bytes from the beginning. */
  readonly offset: number;
  /** What it looks like, its digits hidden. */
  readonly masked: string;
}

export interface Scan {
  /** Goes on with the next bytes, as Latin-1; returns what they show. */
  push(chunk: string): readonly Trace[];
  /** Nothing follows: what waited for its neighbours. */
  end(): readonly Trace[];
}

/** What every file of SQLite, and every write-ahead log of one, begins with (sqlite.org/fileformat2.html). */
const DATABASES = ['SQLite format 3', '7\u007f\u0006\u0082', '7\u007f\u0006\u0083'];

/**
 * Looks for traces in a stream of any length, in memory for one chunk. A suspect is judged when what follows it has been read, so
 * each chunk's last characters are looked at again with the next.
 */
export function createScan({ guests, innocents }: { guests: Guests; innocents: readonly Innocent[] }): Scan {
  let text = '';
  /** Of the first character of `text`. */
  let offset = 0;
  /** Suspects that begin before this have been judged. */
  let judged = 0;
  let inDatabase: boolean | undefined;
  const look = (until: number): Trace[] => {
    const traces = suspectsIn(text, { guests, inDatabase: inDatabase === true, from: judged - offset })
      .filter(({ at }) => at < until - offset)
      .filter((suspect) => !innocents.some(({ kind, is }) => kind === suspect.kind && is(suspect)))
      .map((suspect) => ({ kind: suspect.kind, offset: offset + suspect.at, masked: mask(suspect) }));
    judged = Math.max(judged, until);
    const kept = Math.max(0, judged - offset - AROUND);
    text = text.slice(kept);
    offset += kept;
    return traces.sort((a, b) => a.offset - b.offset);
  };
  return {
    push(chunk) {
      text += chunk;
      inDatabase ??= DATABASES.some((head) => text.startsWith(head));
      const until = offset + text.length - 2 * AROUND;
      return until > judged ? look(until) : [];
    },
    end: () => look(offset + text.length),
  };
}

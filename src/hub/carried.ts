import type { Hour } from '../domain/clock.ts';
import type { Enrolled } from '../domain/enrolled.ts';
import { BATCH_BYTES_AT_MOST } from '../domain/feed/batch.ts';
import { FeedError } from '../domain/feed/fault.ts';
import { FILE_END, FILE_HEAD, readLine, type SignedBatch } from '../domain/feed/file.ts';
import { CollectError } from './fault.ts';
import { type FileLine, fileLines } from './file-lines.ts';
import { openSigned } from './open-signed.ts';
import type { HubStore } from './store.ts';

/** A batch, and its signature with an id of 40 letters in front. */
const LINE_BYTES_AT_MOST = BATCH_BYTES_AT_MOST + 256;

/** A file with more is no longer read: it is something else. */
const FAULTS_AT_MOST = 1000;

/** What came of a file. */
export interface Carried {
  /** By checkpoint, in how many hours anything was new. */
  readonly hoursNew: ReadonlyMap<string, number>;
  /** Each line that was refused, counted from 1; 0 is the file as a whole. The others are stored. */
  readonly faults: readonly { readonly line: number; readonly fault: CollectError }[];
}

export interface CarriedSetting {
  readonly checkpoints: readonly Enrolled[];
  readonly store: Pick<HubStore, 'take'>;
}

/**
 * Takes the batches of a file that was carried here. It moves nobody's place in the feed, as it may begin anywhere. Rejects only
 * where the store's disk does.
 */
export async function takeFile(path: string, setting: CarriedSetting): Promise<Carried> {
  const take = createTaking(setting);
  const faults: { line: number; fault: CollectError }[] = [];
  const attempt = (line: number, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CollectError)) throw error;
      faults.push({ line, fault: error });
    }
  };
  let number = 0;
  let isEnded = false;
  try {
    for await (const { line, isWhole } of fileLines(path, LINE_BYTES_AT_MOST)) {
      number += 1;
      if (number === 1) checkHead(line);
      else if (line === FILE_END) isEnded = true;
      else if (isWhole) attempt(number, () => take.line(line));
      if (faults.length >= FAULTS_AT_MOST) throw new CollectError('feed-format');
    }
    if (!isEnded) throw new CollectError('cut-off');
  } catch (error) {
    attempt(0, () => {
      throw ofFile(error);
    });
  }
  return { hoursNew: take.hoursNew(), faults };
}

function createTaking({ checkpoints, store }: CarriedSetting) {
  const byId = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
  const news = new Map<string, Set<Hour>>();
  return {
    /** @throws {CollectError} */
    line(line: FileLine): void {
      if (line === undefined) throw new CollectError('feed-too-large');
      const signed = signedIn(line);
      const { checkpoint: id } = signed.signature;
      const checkpoint = byId.get(id);
      if (!checkpoint) throw new CollectError('unlisted', id);
      const hours = store.take(openSigned(signed, checkpoint));
      news.set(id, new Set([...(news.get(id) ?? []), ...hours]));
    },
    hoursNew: (): Carried['hoursNew'] => new Map([...news].map(([id, hours]) => [id, hours.size])),
  };
}

/** @throws {CollectError} where nothing of it can be read. */
function checkHead(line: FileLine): void {
  if (line === FILE_HEAD) return;
  // One that was cut within its first line says nothing else either.
  if (line !== undefined && FILE_HEAD.startsWith(line)) throw new CollectError('cut-off');
  const isNewer = line !== undefined && /^checkpoint-portal feed file \d{1,3}$/.test(line);
  throw new CollectError(isNewer ? 'feed-version' : 'feed-format');
}

function signedIn(line: string): SignedBatch {
  try {
    return readLine(line);
  } catch (error) {
    throw error instanceof FeedError ? new CollectError(error.code) : error;
  }
}

/** The system's errors have a `syscall`: a stick that was pulled out, a name that is wrong. */
function ofFile(error: unknown): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new CollectError('no-file', (error as NodeJS.ErrnoException).code ?? '');
}

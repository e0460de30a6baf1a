import { createMinuteSums } from '../../domain/minute-sums.ts';
import { bucketOf, floatingOf, type SavedBucket, type SavedFloating } from '../../domain/saved-rows.ts';
import { pagesOf } from '../../platform/sqlite-pages.ts';
import { recordsIn, type SqliteRecord } from '../../platform/sqlite-record.ts';
import { type Holdings, NOTHING, type SavedToken } from './take-over.ts';

/** As `openSqlite` makes them. */
const PAGE_BYTES = 512;
/** Some 110 counters, written in a millisecond or two: travelers are served between. */
const PAGES_AT_A_TIME = 16;
/** Written in some milliseconds too. */
const FLOATING_AT_A_TIME = 250;
/** Some 10 MB. */
const FLOATING_AT_MOST = 50_000;

/**
 * What can be read of a damaged ledger, in parts: first counters that have an hour, a few at a time, then tokens, then counters without
 * one, which must not find theirs before all of them are there. Every page is read by itself, whether or not another leads to it. Of a counter
 * an older version does no harm, as the larger one counts; all else is only taken from where a whole database would show it, or
 * a token that was revoked would open again.
 */
export async function* holdingsOf(path: string): AsyncGenerator<Holdings> {
  const rest = createRest();
  let buckets: SavedBucket[] = [];
  let pages = 0;
  for await (const { bytes, isCurrent, pageAt } of pagesOf(path, PAGE_BYTES)) {
    const records = await recordsIn(bytes, pageAt);
    buckets.push(...records.map(bucketOf).filter((row) => row !== undefined));
    if (isCurrent) records.forEach(rest.add);
    pages += 1;
    if (pages % PAGES_AT_A_TIME > 0) continue;
    yield { ...NOTHING, buckets };
    buckets = [];
  }
  yield { ...NOTHING, buckets };
  const { tokens, boots, floating } = rest.held();
  yield { ...NOTHING, tokens };
  // The latest first, as each boot is put before all that are known.
  const latestFirst = [...floating].sort((one, other) => other.boot - one.boot);
  for (let at = 0; at < latestFirst.length; at += FLOATING_AT_A_TIME)
    yield { ...NOTHING, boots, floating: latestFirst.slice(at, at + FLOATING_AT_A_TIME) };
}

/** Each with an id, be it one that was lost; the same one each time. */
function named(boots: ReadonlyMap<number, string>, floating: readonly SavedFloating[]) {
  const all = new Map(boots);
  for (const { boot, run } of floating) if (!all.has(boot)) all.set(boot, `lost-${boot}-${run}`);
  return all;
}

function createRest() {
  const floating = createMinuteSums<SavedFloating>(
    FLOATING_AT_MOST,
    ({ boot, run, metric, by }) => `${boot} ${run} ${metric} ${by}`,
  );
  const boots = new Map<number, string>();
  const tokens = new Map<string, SavedToken>();
  return {
    add(record: SqliteRecord) {
      const row = floatingOf(record);
      // Two pages that hold the same one are two ages of it.
      if (row) floating.add({ ...row, n: Math.max(row.n - (floating.find(row)?.n ?? 0), 0) });
      const boot = bootOf(record);
      if (boot) boots.set(boot.number, boot.id);
      const token = tokenOf(record);
      if (token) tokens.set(token.id, token);
    },
    held() {
      const counters = floating.counters();
      return { floating: counters, boots: named(boots, counters), tokens: [...tokens.values()] };
    },
  };
}

function bootOf([number, none, id, ...others]: SqliteRecord): { number: number; id: string } | undefined {
  if (typeof number !== 'number' || none !== null || typeof id !== 'string' || others.length > 0)
    return undefined;
  return /^[\w-]{1,64}$/.test(id) ? { number, id } : undefined;
}

function tokenOf([id, name, hash, createdAt, ...others]: SqliteRecord): SavedToken | undefined {
  if (typeof id !== 'string' || !/^[0-9a-f]{8}$/.test(id) || others.length > 0) return undefined;
  if (typeof name !== 'string' || name.length > 60 || !(hash instanceof Buffer) || hash.length !== 32)
    return undefined;
  if (typeof createdAt !== 'string' || !/^[0-9TZ:.+-]{24,27}$/.test(createdAt)) return undefined;
  return { id, name, hash, createdAt };
}

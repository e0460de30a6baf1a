import { lstatSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GRANT_SECONDS_AT_MOST, type Grant } from '../domain/gate.ts';
import { type Mac, parseMac } from '../domain/mac.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { createWatch } from '../platform/watch.ts';

/** Who is let through and until when, beside the kernel's own set: what is put back when somebody empties that. */
export interface Grants {
  put(mac: Mac, seconds: number): void;
  drop(mac: Mac): void;
  has(mac: Mac): boolean;
  /** Everybody with more than a second left. */
  running(): readonly Grant[];
}

interface GrantsParts {
  /** Only ever on a tmpfs: an address is nothing for a disk. */
  readonly file: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** linux/magic.h: what statfs says of a file system that is gone with the power. */
const IN_MEMORY: readonly number[] = [0x01021994, 0x858458f6];

/** Reads what an earlier run of this program has left, so that a gate that was killed forgets nobody. */
export function createGrants({ file, clock, log }: GrantsParts): Grants {
  const ends = new Map<Mac, number>(isInMemory(file) ? read(file, clock.monotonicMs()) : []);
  const keeping = createWatch(log, {
    failing:
      'who is let through cannot be kept beside the kernel, a flushed firewall would shut them out after a crash of the gate',
    working: 'who is let through is kept beside the kernel again',
  });
  const forget = () => {
    for (const [mac, endMs] of ends) if (endMs <= clock.monotonicMs()) ends.delete(mac);
  };
  const keep = soon(() => {
    forget();
    try {
      if (!isInMemory(file)) throw new Error(`${dirname(file)} is not a tmpfs`);
      writeFileSync(`${file}.new`, JSON.stringify([...ends]), { mode: 0o600 });
      renameSync(`${file}.new`, file);
      keeping.worked();
    } catch (error) {
      keeping.failed(error);
    }
  });
  return {
    put(mac, seconds) {
      ends.set(mac, clock.monotonicMs() + seconds * 1000);
      keep();
    },
    drop(mac) {
      ends.delete(mac);
      keep();
    },
    has: (mac) => ends.has(mac),
    running() {
      const nowMs = clock.monotonicMs();
      return [...ends].flatMap(([mac, endMs]) => {
        const seconds = Math.floor((endMs - nowMs) / 1000);
        return seconds > 0 ? [{ mac, seconds }] : [];
      });
    },
  };
}

/** Once for all that comes in one turn of the event loop: a crowd is one batch, and so one write. */
function soon(work: () => void): () => void {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    setImmediate(() => {
      planned = false;
      work();
    });
  };
}

function isInMemory(file: string): boolean {
  try {
    return IN_MEMORY.includes(statfsSync(dirname(file)).type);
  } catch {
    return false;
  }
}

/** Nothing where there is no such file, or none of ours: an end in it that nft refuses would keep all the rules from being loaded. */
function read(file: string, nowMs: number): [Mac, number][] {
  try {
    if (lstatSync(file).uid !== process.getuid?.()) return [];
    const rows = JSON.parse(readFileSync(file, 'utf8')) as unknown[];
    return rows.flatMap((row) => {
      const [text, endMs] = Array.isArray(row) ? row : [];
      const mac = parseMac(text);
      const isEnd = typeof endMs === 'number' && endMs <= nowMs + GRANT_SECONDS_AT_MOST * 1000;
      return mac && isEnd ? [[mac, endMs] as [Mac, number]] : [];
    });
  } catch {
    return [];
  }
}

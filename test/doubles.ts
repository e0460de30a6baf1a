import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ClockQuality } from '../src/domain/clock.ts';
import { type Mac, parseMac } from '../src/domain/mac.ts';
import type { Clock } from '../src/platform/clock.ts';
import { createLog, type Log } from '../src/platform/log.ts';

/** A clock that stands still until it is told to go on. Both of its clocks go on together; only the wall clock can be set. */
export interface TestClock extends Clock {
  pass(ms: number): void;
  setWall(epochMs: number): void;
  setQuality(quality: ClockQuality): void;
}

export function createTestClock(startIso = '2021-02-01T01:30:00Z'): TestClock {
  let epochMs = Date.parse(startIso);
  let monotonicMs = 1000;
  // Where it says 1970, nobody has set it.
  let quality: ClockQuality = startIso.startsWith('1970') ? 'estimated' : 'ntp';
  return {
    epochMs: () => epochMs,
    monotonicMs: () => monotonicMs,
    quality: () => quality,
    pass(ms) {
      epochMs += ms;
      monotonicMs += ms;
    },
    setWall(value) {
      epochMs = value;
    },
    setQuality(value) {
      quality = value;
    },
  };
}

/** A log whose lines can be read. */
export function createMemoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  return { ...createLog({ write: (text: string) => lines.push(text.trimEnd()) }, true), lines };
}

/** A folder of this test's own, removed when it is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'checkpoint-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The n-th phone. */
export function phone(n: number): Mac {
  const mac = parseMac(
    `02:00:00:00:${(n >> 8).toString(16).padStart(2, '0')}:${(n & 255).toString(16).padStart(2, '0')}`,
  );
  if (!mac) throw new Error(`no phone ${n}`);
  return mac;
}

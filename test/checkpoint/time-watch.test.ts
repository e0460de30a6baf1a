import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTimeWatch } from '../../src/checkpoint/flows/time-watch.ts';
import { createTimeServer } from '../../src/checkpoint/system/time-server.ts';
import { createVouchedClock } from '../../src/platform/vouched-clock.ts';
import { createTestClock, temporaryFolder } from '../doubles.ts';

/** A timedatectl that runs these lines of sh. */
function timedatectl(lines: string): string {
  const file = join(temporaryFolder(), 'timedatectl');
  writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  return file;
}

test.each([
  ['says yes', '[ "$*" = "show --property=NTPSynchronized --value" ] && echo yes', true],
  ['says no', 'echo no', false],
  ['is too old to know', 'echo', false],
])('a timedatectl that %s', async (_, lines, isSet) => {
  expect(await createTimeServer(timedatectl(lines)).hasSet()).toBe(isSet);
});

test.each([timedatectl.bind(undefined, 'echo yes; exit 1'), () => '/nowhere/timedatectl'])(
  'one that fails, or is not there, is told',
  async (command) => {
    await expect(createTimeServer(command()).hasSet()).rejects.toThrow();
  },
);

test('is asked until it says yes, and not where the clock is known to be set', async () => {
  const answers = [false, true];
  let asked = 0;
  const machine = createTestClock('1970-01-01T00:00:09Z');
  const clock = createVouchedClock(machine);
  const timeServer = {
    async hasSet() {
      asked += 1;
      return answers.shift() ?? false;
    },
  };
  const { run } = createTimeWatch(timeServer, clock);
  await run();
  expect(clock.quality()).toBe('estimated');
  await run();
  await run();
  expect([clock.quality(), asked]).toEqual(['ntp', 2]);
});

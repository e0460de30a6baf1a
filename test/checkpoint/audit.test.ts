import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { auditFiles } from '../../src/checkpoint/system/audit/audit.ts';
import { readJournal } from '../../src/checkpoint/system/audit/journal.ts';
import { temporaryFolder } from '../doubles.ts';
import { checkpointOf } from '../example.ts';

const MAC = '0a:c4:5e:d7:9b:61';
const TRACE = { what: 'trace', kind: 'mac', masked: '0a:**:**:**:**:**' };

/** An installation without anything in it but what the test puts there. */
function emptyBox() {
  const folder = temporaryFolder();
  for (const name of ['storage', 'tmp', 'run']) mkdirSync(join(folder, name));
  const checkpoint = checkpointOf(`[checkpoint]
id = "a"
name.vi = "Chốt"
[access]
interface = "br0"
ssid = "W"
[uplink]
interface = "wwan0"
[storage]
directory = "${join(folder, 'storage')}"
[notices]
directory = "${join(folder, 'notices')}"`);
  const command = (lines: string) => {
    const path = join(folder, 'journalctl');
    writeFileSync(path, `#!/bin/sh\n${lines}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  const progress: string[] = [];
  return {
    folder,
    command,
    progress,
    audit: (journalctl = command('exit 0'), memoryPath = join(folder, 'none')) =>
      auditFiles({
        checkpoint,
        journal: readJournal(journalctl),
        logPath: undefined,
        temporary: [join(folder, 'tmp')],
        memoryPath,
        progress: ({ place }) => progress.push(place),
      }),
  };
}

describe('the journal', () => {
  test('of our units is asked for, and searched as it comes', async () => {
    const { audit, command, progress } = emptyBox();
    const say = `case "$*" in *--unit=checkpoint-portal.service*) echo "no page for ${MAC}";; esac`;
    const { hasJournal, looked, findings } = await audit(command(say));
    expect([hasJournal, looked]).toEqual([true, [{ place: 'journal', bytes: 30 }]]);
    expect(findings).toEqual([{ ...TRACE, place: 'journal', offset: 12 }]);
    expect(progress).toEqual(['journal']);
  });

  test.each([
    ['fails', 'exit 1'],
    ['is not installed', undefined],
  ])('may be missing: its command %s', async (_what, lines) => {
    const { audit, command, folder } = emptyBox();
    const path = lines === undefined ? join(folder, 'no-such-command') : command(lines);
    expect(await audit(path)).toMatchObject({ hasJournal: false, looked: [], findings: [] });
  });
});

describe('the places', () => {
  test('a unit`s own /tmp is searched, and nothing may be left in it; other programs` are not ours', async () => {
    const { audit, folder } = emptyBox();
    const own = 'systemd-private-0123456789abcdef-checkpoint-portal.service-AbCdEf/tmp';
    for (const place of [own, 'systemd-private-0123456789abcdef-other.service-AbCdEf/tmp', 'somebody'])
      mkdirSync(join(folder, 'tmp', place), { recursive: true });
    writeFileSync(join(folder, 'tmp', own, 'left'), MAC);
    writeFileSync(join(folder, 'tmp/somebody/notes'), MAC);
    const { findings } = await audit();
    expect(findings).toMatchObject([
      { what: 'no-purpose', place: expect.stringMatching(/tmp\/left$/) },
      { ...TRACE, place: expect.stringMatching(/tmp\/left$/), offset: 0 },
    ]);
  });

  test('what names phones is not searched where it is in memory, and a finding where it is on a disk', async () => {
    const { audit } = emptyBox();
    // Not a disk either, but no tmpfs: what is left of it after a power cut is not for this program to know.
    const onDisk = '/proc/sys/kernel/random';
    // A folder of its own: others' in there are nobody's to read.
    const inMemory = mkdtempSync('/dev/shm/checkpoint-test-');
    onTestFinished(() => rmSync(inMemory, { recursive: true }));
    expect(await audit(undefined, inMemory)).toMatchObject({ memory: { state: 'in memory' } });
    expect(await audit()).toMatchObject({ memory: { state: 'not there' }, findings: [] });
    const { memory, findings } = await audit(undefined, onDisk);
    expect(memory.state).toBe('on disk');
    expect(findings).toContainEqual({ what: 'not-in-memory', place: onDisk });
  });
});

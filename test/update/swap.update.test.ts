import { describe, expect, test } from 'vitest';
import type { Recipe } from './packages.ts';
import { CONFIG, LEDGER, ledgerOf, NEW, NEWER, OLD, stagedBox, stateOf, swap, whole } from './swap.ts';

const SICK = { portal: 'red', gate: 'green' } as const;

test('a good version stays, and what was begun is cleared away', () => {
  const box = stagedBox();
  swap(box);
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good', journal: undefined });
});

describe.each<[string, Partial<Recipe>, string]>([
  ['whose doctor finds red', { doctor: SICK }, 'portal'],
  ['that says nothing', { doctor: 'exit 1' }, 'silent'],
  ['whose program falls', { doctor: 'kill -9 $$' }, 'silent'],
  ['whose doctor hangs', { doctor: 'sleep 1000' }, 'silent'],
  ['whose postinst fails', { scripts: { postinst: 'exit 1' } }, 'install'],
  ['whose postinst hangs', { scripts: { postinst: 'sleep 1000' } }, 'install'],
  ['whose preinst fails', { scripts: { preinst: 'exit 1' } }, 'install'],
  ['that is red and cannot be removed', { doctor: SICK, scripts: { prerm: 'exit 1' } }, 'portal'],
  ['that is red and hangs when it is removed', { doctor: SICK, scripts: { prerm: 'sleep 1000' } }, 'portal'],
])('a version %s', (_, recipe, why) => {
  test('gives way to the old one by itself', () => {
    const box = stagedBox(recipe);
    const said = swap(box).output;
    expect(stateOf(box), said).toMatchObject({
      installed: whole(OLD),
      last: `back: ${why}`,
      journal: undefined,
    });
    expect(box.read('/var/cache/checkpoint-portal/new.deb')).toBeUndefined();
  });
});

test('what was red before is not the new version`s fault', () => {
  const box = stagedBox({ doctor: { portal: 'green', radio: 'red' } }, { doctor: { radio: 'red' } });
  swap(box);
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good' });
});

test('a config that the new version has changed is as it was before', () => {
  const box = stagedBox({ doctor: SICK, scripts: { postinst: `echo 'written = "after"' > ${CONFIG}` } });
  swap(box);
  expect(stateOf(box)).toMatchObject({ installed: whole(OLD), config: 'written = "before"\n' });
});

test('counts that the old version can read stay, those that it cannot are set aside and the copy is put back', () => {
  const counting = (schema: number) => ({
    doctor: SICK,
    scripts: {
      postinst: `printf '\\00${schema}' | dd of=${LEDGER} bs=1 seek=63 conv=notrunc; printf ', and after' >> ${LEDGER}`,
    },
  });
  const same = stagedBox(counting(3));
  swap(same);
  expect(same.read(LEDGER)).toBe(ledgerOf(3, 'counted before, and after').toString());
  expect(same.read(NEWER)).toBeUndefined();
  const newer = stagedBox(counting(4));
  swap(newer);
  expect(newer.read(LEDGER)).toBe(ledgerOf(3, 'counted before').toString());
  expect(newer.read(NEWER)).toBe(ledgerOf(4, 'counted before, and after').toString());
});

test('what somebody has put into the portal`s folder leads root nowhere', () => {
  const newer = `printf '\\004' | dd of=${LEDGER} bs=1 seek=63 conv=notrunc`;
  const box = stagedBox({ doctor: SICK, scripts: { postinst: newer } });
  box.start(
    `echo "root's" > /file && ln -s /file ${LEDGER}.back && ln -s /file ${LEDGER}-wal && ln -s /file ${NEWER}-wal`,
  );
  swap(box);
  expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: 'back: portal' });
  expect(box.read('/file')).toBe("root's\n");
  expect(box.read(LEDGER)).toBe(ledgerOf(3, 'counted before').toString());
  const waiting = stagedBox();
  waiting.start(`rm ${LEDGER} && mkfifo ${LEDGER}`);
  swap(waiting);
  expect(stateOf(waiting)).toMatchObject({ installed: whole(NEW), last: 'good' });
});

test('another program`s lock on dpkg is waited for', () => {
  const box = stagedBox();
  const { output } = box.start(`
    flock() { python3 -c "
import fcntl, sys, time
lock = open('/var/lib/dpkg/lock-frontend', 'w')
fcntl.lockf(lock, fcntl.LOCK_EX)
open('/held', 'w').close()
time.sleep(1)"; }
    flock & until [ -e /held ]; do sleep 0.01; done
    exec sh /var/lib/checkpoint-update/swap.sh`);
  expect(output).toContain('locked by another process');
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good' });
});

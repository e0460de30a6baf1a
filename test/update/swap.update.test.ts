import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makePackage, type Recipe } from './packages.ts';
import { CONFIG, LEDGER, ledgerOf, logOf, NEW, NEWER, OLD, stagedBox, stateOf, swap, whole } from './swap.ts';

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

test('what no version can cause does not take one back', () => {
  const box = stagedBox({
    doctor: { portal: 'green', uplink: 'red:down', interfaces: 'red:missing', phone: 'red:otherDhcp' },
  });
  swap(box);
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good' });
  const guilty = stagedBox({ doctor: { uplink: 'red:down', interfaces: 'red:address', phone: 'red:guide' } });
  swap(guilty);
  expect(stateOf(guilty)).toMatchObject({ installed: whole(OLD), last: 'back: interfaces phone' });
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

test('a log that was left beside the ledger stays with it, unless it hides a schema that the old version cannot read', () => {
  const leaving = (schema: number) => {
    const log = logOf(schema).toString('base64');
    return { doctor: SICK, scripts: { postinst: `echo ${log} | base64 -d > ${LEDGER}-wal` } };
  };
  const same = stagedBox(leaving(3));
  swap(same);
  expect([same.read(NEWER), same.read(`${LEDGER}-wal`)]).toEqual([undefined, logOf(3).toString()]);
  const newer = stagedBox(leaving(4));
  swap(newer);
  expect([newer.read(`${NEWER}-wal`), newer.read(`${LEDGER}-wal`)]).toEqual([logOf(4).toString(), undefined]);
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

/** Somebody holds dpkg's lock until the script has met it. */
const HOLD = `
  hold() { python3 -c "
import fcntl, time
lock = open('/var/lib/dpkg/lock-frontend', 'w')
fcntl.lockf(lock, fcntl.LOCK_EX)
open('/held', 'w').close()
while 'locked by another process' not in open('/said').read(): time.sleep(0.01)
open('/systemctl', 'a').write('unlocked\\n')"; }
  touch /said`;
const SWAP = 'exec sh /var/lib/checkpoint-update/swap.sh > /said 2>&1';

test('another program`s lock on dpkg is waited for, with the portal running', () => {
  const box = stagedBox();
  box.start(`${HOLD}; hold & until [ -e /held ]; do sleep 0.01; done; ${SWAP}`);
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW), last: 'good' });
  const done = box.read('/systemctl')?.split('\n');
  expect(done?.slice(0, 3)).toEqual([STOP, 'start checkpoint-portal.service', 'unlocked']);
});

test('on the way back too', () => {
  const doctor = 'touch /judged; until [ -e /held ]; do sleep 0.01; done; exit 1';
  const box = stagedBox({ doctor, scripts: { postinst: 'rm -f /systemctl' } });
  box.start(`echo LOOK=60 >> /var/lib/checkpoint-update/plan; ${HOLD}
    (until [ -e /judged ]; do sleep 0.01; done; hold) & ${SWAP}`);
  expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: 'back: silent' });
  expect(box.read('/systemctl')).toBe(`${START}\nunlocked\n${STOP}\n${START}\n`);
});

const STOP = 'stop checkpoint-portal.service';
const START = 'start checkpoint-gate.service checkpoint-portal.service';

describe('an update that can go neither way', () => {
  const stuckBox = () => {
    const spoil =
      'cp /var/cache/checkpoint-portal/old.deb /kept; echo > /var/cache/checkpoint-portal/old.deb';
    const box = stagedBox({ doctor: SICK, scripts: { postinst: spoil } });
    swap(box);
    return box;
  };

  test('leaves the portal running, and tries again at each start', () => {
    const box = stuckBox();
    expect(stateOf(box)).toMatchObject({
      last: 'stuck: portal',
      journal: expect.stringMatching(/back portal\n$/),
    });
    expect(box.read('/systemctl')).toMatch(new RegExp(`${STOP}\n${START}\n$`));
    box.start('mv /kept /var/cache/checkpoint-portal/old.deb');
    swap(box);
    expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: 'back: portal', journal: undefined });
  });

  test('is mended by what the doctor says: the old package by hand, then the script again', () => {
    const box = stuckBox();
    box.start('mv /kept /var/cache/checkpoint-portal/old.deb; dpkg -i /var/cache/checkpoint-portal/old.deb');
    swap(box);
    expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: 'back: portal', journal: undefined });
  });

  test('leaves a third version alone that somebody has put in since', () => {
    const box = stuckBox();
    box.write('/third.deb', readFileSync(makePackage({ version: '1.2.0' })));
    box.start('dpkg -i /third.deb');
    swap(box);
    expect(stateOf(box)).toMatchObject({ installed: whole('1.2.0'), last: undefined, journal: undefined });
  });
});

test('an update that was cut off while it cleared away leaves no unit', () => {
  const box = stagedBox();
  const unit = '/etc/systemd/system/checkpoint-update.service';
  box.write(unit, '');
  box.start('rm /var/lib/checkpoint-update/plan; rm -f /systemctl');
  swap(box);
  expect([stateOf(box).journal, box.read(unit), box.read('/systemctl')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

import { describe, expect, test } from 'vitest';
import { apply } from '../../src/apply/apply.ts';
import type { Files } from '../../src/apply/files.ts';
import { formatJournal, planFor } from '../../src/apply/plan.ts';
import { applyWords } from '../../src/cli/apply-words.ts';
import { APPLIED, CONFIG, JOURNAL, PREVIOUS, REFUSED } from '../../src/domain/config-files.ts';
import { createFakeMachine, type FakeMachine } from './fake-machine.ts';

const NFT = 'etc/checkpoint-portal/system/nftables.conf';
const HOSTAPD = 'etc/checkpoint-portal/system/hostapd.conf';
const SYSCTL = 'etc/sysctl.d/90-checkpoint-portal.conf';
const RADIO = 'etc/systemd/network/10-checkpoint-radio.network';
const MANAGER = 'etc/NetworkManager/conf.d/90-checkpoint-portal.conf';
const FOLDERS = 'etc/tmpfiles.d/checkpoint-portal-config.conf';
const DROP_IN = 'etc/systemd/system/checkpoint-hostapd.service.d/devices.conf';

const START = 'systemctl start checkpoint-network.target checkpoint-doctor.timer';

const FILES = { [NFT]: 'table', [HOSTAPD]: 'radio', [SYSCTL]: 'forward', [RADIO]: 'match', [FOLDERS]: 'd' };
const OLD = { [CONFIG]: 'old', [APPLIED]: 'old', ...FILES };

const applyTo = async (machine: FakeMachine, config: string, files: Files = FILES, ending = NEVER) =>
  apply({ machine, health: machine, ending }, await planFor(machine, { config, files }));

const NEVER = new AbortController().signal;

describe('the first config', () => {
  test('all files come into their places and all is started, in order', async () => {
    const machine = createFakeMachine();
    expect(await applyTo(machine, 'one')).toMatchObject({ kind: 'applied' });
    expect(Object.fromEntries(machine.files)).toEqual({ ...FILES, [CONFIG]: 'one', [APPLIED]: 'one' });
    expect(machine.ran()).toEqual([
      `systemd-tmpfiles --create /${FOLDERS}`,
      '/lib/systemd/systemd-modules-load checkpoint-portal.conf',
      `/lib/systemd/systemd-sysctl /${SYSCTL}`,
      'systemctl start dbus.socket',
      'systemctl enable --now systemd-networkd.service',
      'networkctl reload',
      'systemctl reload-or-restart checkpoint-firewall.service',
      'systemctl reload-or-restart checkpoint-hostapd.service',
      'systemctl restart checkpoint-gate.service',
      'systemctl restart checkpoint-portal.service',
      START,
    ]);
  });

  test('a second run changes and restarts nothing', async () => {
    const machine = createFakeMachine();
    await applyTo(machine, 'one');
    const before = new Map(machine.files);
    machine.ran();
    expect(await applyTo(machine, 'one')).toEqual({ kind: 'same' });
    expect([machine.ran(), machine.files]).toEqual([[], before]);
  });

  test('what is red for other reasons, as an uplink that is not plugged in yet, does not undo it', async () => {
    const machine = createFakeMachine({ red: () => ['uplink'] });
    expect(await applyTo(machine, 'one')).toMatchObject({ kind: 'applied', report: { level: 'red' } });
  });

  test('where the portal does not come up, nothing is left but what was refused', async () => {
    const machine = createFakeMachine({ answers: () => false });
    expect(await applyTo(machine, 'one')).toEqual({ kind: 'back', why: { kind: 'silent' }, faults: [] });
    expect(Object.fromEntries(machine.files)).toEqual({ [REFUSED]: 'one' });
    expect(machine.ran().slice(-4, -1)).toEqual(
      ['hostapd', 'gate', 'portal'].map((name) => `systemctl stop checkpoint-${name}.service`),
    );
  });
});

describe('a further config', () => {
  test('NetworkManager lets go of an interface before networkd takes it', async () => {
    const machine = createFakeMachine({ files: OLD });
    await applyTo(machine, 'new', { ...FILES, [MANAGER]: 'wlan1', [RADIO]: 'wlan1' });
    expect(machine.ran().slice(0, 3)).toEqual([
      'systemctl try-reload-or-restart NetworkManager.servic[e]',
      'systemctl start dbus.socket',
      'systemctl enable --now systemd-networkd.service',
    ]);
  });

  test('only what it changes is restarted, and the one before is kept', async () => {
    const machine = createFakeMachine({ files: OLD });
    await applyTo(machine, 'new', { ...FILES, [HOSTAPD]: 'channel' });
    expect(machine.ran()).toEqual([
      'systemctl reload-or-restart checkpoint-hostapd.service',
      'systemctl restart checkpoint-gate.service',
      'systemctl restart checkpoint-portal.service',
      START,
    ]);
    expect(machine.files.get(PREVIOUS)).toBe('old');
  });

  test('a file that it has no more is removed, and its program ended', async () => {
    const machine = createFakeMachine({ files: OLD });
    await applyTo(machine, 'new', { ...FILES, [HOSTAPD]: undefined, [RADIO]: undefined });
    expect([machine.files.has(HOSTAPD), machine.files.has(RADIO)]).toEqual([false, false]);
    expect(machine.ran()).toContain('systemctl stop checkpoint-hostapd.service');
  });

  test('a drop-in is read by systemd before its unit is restarted', async () => {
    const machine = createFakeMachine({ files: OLD });
    await applyTo(machine, 'new', { ...FILES, [DROP_IN]: 'wlan1' });
    expect(machine.ran().slice(0, 2)).toEqual([
      'systemctl daemon-reload',
      'systemctl restart checkpoint-hostapd.service',
    ]);
  });

  test('who has edited the config in place gets the one before back from what was applied', async () => {
    const machine = createFakeMachine({
      files: { ...OLD, [CONFIG]: 'new' },
      answers: (config) => config === 'old',
    });
    expect(await applyTo(machine, 'new')).toMatchObject({
      kind: 'back',
      why: { kind: 'silent' },
      faults: [],
    });
    expect(Object.fromEntries(machine.files)).toEqual({ ...OLD, [REFUSED]: 'new' });
  });
});

describe('a config that does harm', () => {
  const changed = { ...FILES, [NFT]: 'broken' };

  test('red that was not red before: the old files come back, and their programs', async () => {
    const machine = createFakeMachine({
      files: OLD,
      red: (config) => (config === 'new' ? ['radio', 'uplink'] : ['uplink']),
    });
    const outcome = await applyTo(machine, 'new', changed);
    expect(outcome).toMatchObject({
      kind: 'back',
      why: { kind: 'red', checks: [{ id: 'radio' }] },
      faults: [],
    });
    expect(Object.fromEntries(machine.files)).toEqual({ ...OLD, [REFUSED]: 'new' });
    const both = [
      'systemctl reload-or-restart checkpoint-firewall.service',
      'systemctl restart checkpoint-gate.service',
      'systemctl restart checkpoint-portal.service',
      START,
    ];
    expect(machine.ran()).toEqual([...both, ...both]);
  });

  test('red that passes, as while a radio starts, is waited for', async () => {
    const machine = createFakeMachine({
      files: OLD,
      red: (config, look) => (config === 'new' && look < 4 ? ['radio'] : []),
    });
    expect(await applyTo(machine, 'new')).toMatchObject({ kind: 'applied', report: { level: 'green' } });
  });

  test('a command that fails: back, and what fails on the way back is told', async () => {
    const machine = createFakeMachine({
      files: OLD,
      fails: ['systemctl reload-or-restart checkpoint-firewall'],
    });
    const reason = 'systemctl reload-or-restart checkpoint-firewall.service: no';
    expect(await applyTo(machine, 'new', changed)).toEqual({
      kind: 'back',
      why: { kind: 'command', reason },
      faults: [reason],
    });
    expect(machine.files.get(NFT)).toBe('table');
    // What failed on the way back is done again, though no file differs.
    expect(machine.files.has(JOURNAL)).toBe(true);
    const mended = createFakeMachine({ files: Object.fromEntries(machine.files) });
    expect(await applyTo(mended, 'old')).toMatchObject({ kind: 'applied' });
    expect(mended.ran()).toContain('systemctl reload-or-restart checkpoint-firewall.service');
    expect(mended.files.has(JOURNAL)).toBe(false);
  });

  test('a file that cannot be put back keeps none of the others from it, and is put back by the next apply', async () => {
    const stuck: string[] = [];
    const machine = createFakeMachine({
      files: OLD,
      red: (config) => (config === 'new' ? ['radio'] : []),
      stuck,
      // Once the new ones are in their places.
      onRun: () => stuck.push(NFT),
    });
    const outcome = await applyTo(machine, 'new', { ...FILES, [NFT]: 'broken', [HOSTAPD]: 'channel' });
    expect(outcome).toMatchObject({ kind: 'back', faults: [`${NFT}: no room`] });
    expect([machine.files.get(NFT), machine.files.get(HOSTAPD)]).toEqual(['broken', 'radio']);
    const said = applyWords(outcome, await planFor(machine, { config: 'new', files: FILES }), 'en');
    expect(said).toContain('Not all of the old config and files is back');
    const after = createFakeMachine({ files: Object.fromEntries(machine.files) });
    expect(await applyTo(after, 'old')).toMatchObject({ kind: 'applied' });
    expect([after.files.get(NFT), after.files.has(JOURNAL)]).toEqual(['table', false]);
  });

  test('what no config can cause does not undo one, unless it has its networks on other interfaces', async () => {
    const red = (config: string) => (config === 'new' ? ['uplink'] : []);
    const away = createFakeMachine({ files: OLD, red });
    expect(await applyTo(away, 'new', changed)).toMatchObject({ kind: 'applied', report: { level: 'red' } });
    const moved = createFakeMachine({ files: OLD, red, otherLinks: true });
    expect(await applyTo(moved, 'new', changed)).toMatchObject({
      kind: 'back',
      why: { checks: [{ id: 'uplink' }] },
    });
  });

  test('a portal that was silent before may be so after: it could be the first of several steps', async () => {
    const machine = createFakeMachine({ files: OLD, answers: () => false, red: () => ['uplink'] });
    expect(await applyTo(machine, 'new')).toMatchObject({ kind: 'applied', report: { level: 'red' } });
  });
});

test('an apply that was cut off between its files and its restarts is done again as a whole', async () => {
  const cutOff = {
    ...FILES,
    [NFT]: 'wider',
    [CONFIG]: 'new',
    [APPLIED]: 'new',
    [JOURNAL]: formatJournal({ ...OLD, [HOSTAPD]: undefined }),
  };
  const machine = createFakeMachine({ files: cutOff });
  expect(await applyTo(machine, 'new', { ...FILES, [NFT]: 'wider' })).toMatchObject({ kind: 'applied' });
  expect(machine.ran()).toEqual([
    'systemctl reload-or-restart checkpoint-firewall.service',
    'systemctl reload-or-restart checkpoint-hostapd.service',
    'systemctl restart checkpoint-gate.service',
    'systemctl restart checkpoint-portal.service',
    START,
  ]);
  expect([machine.files.has(JOURNAL), machine.files.get(PREVIOUS)]).toEqual([false, 'old']);
});

test('an apply that was cut off is taken back by applying the old config', async () => {
  const half = { ...OLD, [NFT]: 'wider', [CONFIG]: 'new', [JOURNAL]: formatJournal(OLD) };
  const machine = createFakeMachine({ files: half });
  expect(await applyTo(machine, 'old')).toMatchObject({ kind: 'applied' });
  expect(Object.fromEntries(machine.files)).toEqual(OLD);
  expect(machine.ran()).toContain('systemctl reload-or-restart checkpoint-firewall.service');
});

test('a third config that does harm after an apply was cut off goes back to what was before both', async () => {
  const half = { ...OLD, [NFT]: 'wider', [CONFIG]: 'new', [APPLIED]: 'new', [JOURNAL]: formatJournal(OLD) };
  const machine = createFakeMachine({ files: half, red: (config) => (config === 'third' ? ['radio'] : []) });
  expect(await applyTo(machine, 'third')).toMatchObject({ kind: 'back', faults: [] });
  expect(Object.fromEntries(machine.files)).toEqual({ ...OLD, [REFUSED]: 'third' });
});

describe('told to end', () => {
  test('before it has begun, changes nothing', async () => {
    const machine = createFakeMachine({ files: OLD });
    expect(await applyTo(machine, 'new', FILES, AbortSignal.abort())).toEqual({ kind: 'ended' });
    expect([machine.ran(), Object.fromEntries(machine.files)]).toEqual([[], OLD]);
  });

  test('before it is judged, goes back at once', async () => {
    const ending = new AbortController();
    const machine = createFakeMachine({ files: OLD, onRun: () => ending.abort() });
    const outcome = await applyTo(machine, 'new', { ...FILES, [NFT]: 'wider' }, ending.signal);
    expect(outcome).toEqual({ kind: 'back', why: { kind: 'ended' }, faults: [] });
    expect(Object.fromEntries(machine.files)).toEqual({ ...OLD, [REFUSED]: 'new' });
    expect(machine.ran()).toEqual([FIREWALL, FIREWALL, GATE, PORTAL, START]);
  });
});

const FIREWALL = 'systemctl reload-or-restart checkpoint-firewall.service';
const GATE = 'systemctl restart checkpoint-gate.service';
const PORTAL = 'systemctl restart checkpoint-portal.service';

test('where no systemd runs, the files come into their places and nothing is started', async () => {
  const machine = createFakeMachine({ files: OLD, runs: false });
  expect(await applyTo(machine, 'new')).toEqual({ kind: 'files' });
  expect([machine.ran(), machine.files.get(CONFIG), machine.files.get(PREVIOUS)]).toEqual([[], 'new', 'old']);
});

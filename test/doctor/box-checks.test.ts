import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/doctor/check.ts';
import { card } from '../../src/doctor/checks/card.ts';
import { disk } from '../../src/doctor/checks/disk.ts';
import { logs } from '../../src/doctor/checks/logs.ts';
import { memory } from '../../src/doctor/checks/memory.ts';
import { power } from '../../src/doctor/checks/power.ts';
import { powerCuts } from '../../src/doctor/checks/power-cuts.ts';
import { temperature } from '../../src/doctor/checks/temperature.ts';
import { versions } from '../../src/doctor/checks/versions.ts';
import { createFakeBox, type FakeBox } from './fake-box.ts';
import { DF, STATUS, VERSIONS } from './recorded.ts';

/** The faults that a check finds on a box, by their words; empty: it is well, or there is nothing of the kind. */
async function faultsOf(check: Check, fake: FakeBox): Promise<readonly (string | undefined)[]> {
  const findings = await check.look(createFakeBox(fake));
  return findings.filter(({ level }) => level !== 'green').map(({ fault }) => fault);
}

async function wordsOf(check: Check, fake: FakeBox): Promise<string> {
  return (await check.look(createFakeBox(fake))).map(({ what }) => what.en).join('; ');
}

describe('power', () => {
  // What Raspberry Pis have said; the last two are of the firmware's documentation.
  test.each([
    ['throttled=0x0', []],
    ['throttled=0x50000', ['was-undervoltage']],
    ['throttled=0x50005', ['undervoltage', 'throttled']],
    ['throttled=0x80008', ['throttled']],
    ['throttled=0xe0000', ['was-throttled']],
  ])('%s: %s', async (said, faults) => {
    expect(await faultsOf(power, { commands: { 'vcgencmd get_throttled': `${said}\n` } })).toEqual(faults);
  });

  test('of a box that does not measure it nothing is said', async () => {
    expect(await power.look(createFakeBox())).toEqual([]);
    const refused = { code: 255, stderr: 'VCHI initialization failed\n' };
    expect(await power.look(createFakeBox({ commands: { 'vcgencmd get_throttled': refused } }))).toEqual([]);
  });
});

describe('temperature', () => {
  test.each([
    ['48312\n', []],
    ['79000\n', ['warm']],
    ['85100\n', ['hot']],
  ])('%s thousandths of a degree: %s', async (temp, faults) => {
    const files = {
      '/sys/class/thermal/thermal_zone0/temp': temp,
      '/sys/class/thermal/thermal_zone1/temp': '-273200\n',
      '/sys/class/thermal/cooling_device0/type': 'Processor\n',
    };
    expect(await faultsOf(temperature, { files })).toEqual(faults);
  });

  test('a machine without a thermometer, as most virtual ones, is silent', async () => {
    expect(await temperature.look(createFakeBox())).toEqual([]);
  });
});

describe('memory', () => {
  const meminfo = (available: number) =>
    `MemTotal:         995864 kB\nMemFree:          100000 kB\nMemAvailable:     ${available} kB\n`;
  test.each([
    [716_880, 0, []],
    [35_000, 0, ['low']],
    [9000, 0, ['out']],
    [716_880, 2, ['killed']],
  ])('%d kB are left, and %d programs were killed: %s', async (available, killed, faults) => {
    const files = { '/proc/meminfo': meminfo(available), '/proc/vmstat': `nr_free\noom_kill ${killed}\n` };
    expect(await faultsOf(memory, { files })).toEqual(faults);
  });
});

describe('a program that was ended for want of memory', () => {
  const files = {
    '/proc/meminfo': 'MemTotal: 995864 kB\nMemAvailable: 716880 kB\n',
    '/proc/vmstat': 'oom_kill 1\n',
  };
  const said = (stdout: string) => ({
    files,
    commands: { 'journalctl -k -b -p err --since=-7d -o cat --no-pager': stdout },
  });
  test('is told for a week', async () => {
    const line = 'Out of memory: Killed process 812 (node) total-vm:600000kB, anon-rss:90000kB\n';
    expect(await faultsOf(memory, said(line))).toEqual(['killed']);
    expect(await faultsOf(memory, said('usb 1-1: device descriptor read/64, error -71\n'))).toEqual([]);
  });
});

describe('disk', () => {
  test('a disk with room is well, and says how much', async () => {
    expect(await wordsOf(disk, { commands: DF.roomy, files: DF.mounts })).toMatch(/^\d+ of \d+ MB left$/);
  });

  test.each([
    ['full', { commands: DF.full, files: DF.mounts }, ['full']],
    ['low', { commands: DF.low, files: DF.mounts }, ['low']],
    ['without inodes', { commands: DF.noInodes, files: DF.mounts }, ['inodes']],
    ['read-only', { commands: DF.roomy, files: DF.readOnly }, ['read-only']],
    [
      'read-only to the doctor’s own unit',
      {
        commands: DF.roomy,
        files: { ...DF.readOnly, '/proc/1/mounts': DF.mounts['/proc/mounts'] },
      },
      [],
    ],
    ['not there', { commands: {}, files: DF.mounts }, ['folder']],
    [
      'a read-only root, with a disk of its own for the counts',
      { commands: DF.own, files: { ...DF.ownMounts, ...DF.fstab } },
      [],
    ],
    [
      'that disk is out, the root is read-only',
      { commands: DF.roomy, files: { ...DF.readOnly, ...DF.fstab } },
      ['unmounted'],
    ],
    [
      'that disk is out, the root is not',
      { commands: DF.roomy, files: { ...DF.mounts, ...DF.fstab } },
      ['unmounted'],
    ],
    [
      'a disk that is mounted by hand, now and then',
      {
        commands: DF.roomy,
        files: { ...DF.mounts, '/etc/fstab': '/dev/sda1 /var/lib/checkpoint-portal/ ext4 noauto 0 0\n' },
      },
      [],
    ],
  ])('%s', async (_what, fake, faults) => {
    expect(await faultsOf(disk, fake)).toEqual(faults);
  });
});

describe('card', () => {
  const wear = (life: string, reserve: string) => ({
    '/sys/block/mmcblk0/device/life_time': `${life}\n`,
    '/sys/block/mmcblk0/device/pre_eol_info': `${reserve}\n`,
    '/sys/block/mmcblk0boot0/size': '8192\n',
    '/sys/block/vda/size': '4194304\n',
  });
  test.each([
    ['0x01 0x02', '0x01', []],
    ['0x00 0x00', '0x00', []],
    ['0x09 0x02', '0x01', ['worn']],
    ['0x02 0x02', '0x02', ['worn']],
    ['0x0b 0x01', '0x01', ['worn-out']],
    ['0x03 0x03', '0x03', ['worn-out']],
  ])('life %s, reserve %s: %s', async (life, reserve, faults) => {
    expect(await faultsOf(card, { files: wear(life, reserve) })).toEqual(faults);
  });

  test('what the kernel said of a card that fails is counted and quoted', async () => {
    const stdout = [
      'mmc0: error -110 whilst initialising SD card',
      'I/O error, dev mmcblk0, sector 2048 op 0x1:(WRITE) flags 0x800 phys_seg 1 prio class 2',
      'I/O error, dev fd0, sector 0 op 0x0:(READ) flags 0x0 phys_seg 1 prio class 2',
    ].join('\n');
    const fake = { commands: { 'journalctl -k -b -p err -o cat --no-pager': stdout } };
    expect(await faultsOf(card, fake)).toEqual(['errors']);
    expect(await wordsOf(card, fake)).toContain('2 reads or writes have failed since the start: mmc0: error');
  });

  test('what it said of a stick that was pulled, or of the radio, is none of the card', async () => {
    const stdout = [
      'Buffer I/O error on dev sda1, logical block 0, lost async page write',
      'EXT4-fs error (device sda1): ext4_find_entry:1683: inode #2: comm ls: reading directory lblock 0',
      'mmc1: Controller never released inhibit bit(s), error',
    ].join('\n');
    const commands = { 'journalctl -k -b -p err -o cat --no-pager': stdout };
    const files = { '/proc/1/mountinfo': '26 1 179:2 / / rw shared:1 - ext4 /dev/mmcblk0p2 rw\n' };
    expect(await faultsOf(card, { commands, files })).toEqual([]);
    const onStick = { '/proc/1/mountinfo': '26 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n' };
    expect(await faultsOf(card, { commands, files: onStick })).toEqual(['errors']);
  });
});

describe('logs', () => {
  test.each([
    ['48.0M', []],
    ['0B', []],
    ['1.5G', ['big']],
  ])('that take %s: %s', async (size, faults) => {
    const said = `Archived and active journals take up ${size} in the file system.\n`;
    expect(await faultsOf(logs, { commands: { 'journalctl --disk-usage': said } })).toEqual(faults);
  });

  test('a log of its own that is full', async () => {
    const df = `Filesystem     1024-blocks  Used Available Capacity Mounted on
log2ram              40960 40600       360     100% /var/log
`;
    expect(await faultsOf(logs, { commands: { 'df -Pk /var/log': df } })).toEqual(['full']);
  });
});

describe('versions', () => {
  test('of Debian 12 are good, and named', async () => {
    const fake = { commands: VERSIONS, files: { '/proc/sys/kernel/osrelease': '6.1.0-50-amd64\n' } };
    expect(await wordsOf(versions, fake)).toBe(
      'checkpoint-portal 0.0.0, Node 20.20.2, Linux 6.1.0-50-amd64, nft 1.0.6, dnsmasq 2.90, ip 6.1.0',
    );
  });

  test.each([
    ['a program that is not there', { 'nft --version': undefined }, ['missing']],
    ['an old dnsmasq', { 'dnsmasq --version': 'Dnsmasq version 2.80  Copyright' }, ['old']],
    [
      'a dnsmasq that somebody built without nftset',
      { 'dnsmasq --version': 'Dnsmasq version 2.90\nCompile time options: IPv6 no-nftset auth' },
      ['nftset'],
    ],
  ])('%s', async (_what, change, faults) => {
    const commands = Object.fromEntries(
      Object.entries({ ...VERSIONS, ...change }).flatMap(([name, said]) =>
        said === undefined ? [] : [[name, said] as const],
      ),
    );
    expect(await faultsOf(versions, { commands })).toEqual(faults);
  });
});

describe('power cuts', () => {
  const files = { '/proc/uptime': '266400.11 500000.00\n' };
  const told = (powerCuts: object) => ({ files, portal: { '/status': { ...STATUS, powerCuts } } });
  test.each([
    [{ count: 0 }, [], 'none known; up for 3 days'],
    [{ count: 1, last: '2021-02-01T07:00+07:00', clock: 'ntp' }, [], '1, the last one 1/2/2021 07:00'],
    [{ count: 7, last: '2021-01-25T07:00+07:00', clock: 'ntp' }, [], '7, the last one 25/1/2021 07:00'],
    [{ count: 7, last: '2021-02-01T07:00+07:00', clock: 'estimated' }, [], '~1/2/2021'],
    [{ count: 7, last: '2021-02-01T07:00+07:00', clock: 'ntp' }, ['often'], 'the power was cut 7 times'],
  ])('%o: %s', async (cuts, faults, words) => {
    expect(await faultsOf(powerCuts, told(cuts))).toEqual(faults);
    expect(await wordsOf(powerCuts, told(cuts))).toContain(words);
  });
});

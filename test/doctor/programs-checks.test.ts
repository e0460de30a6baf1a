import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/doctor/check.ts';
import { config } from '../../src/doctor/checks/config.ts';
import { dnsLimits } from '../../src/doctor/checks/dns-limits.ts';
import { ports } from '../../src/doctor/checks/ports.ts';
import { units } from '../../src/doctor/checks/units.ts';
import { JOURNAL } from '../../src/domain/config-files.ts';
import { createFakeBox, type FakeBox } from './fake-box.ts';
import { OWN_PIDS, SOCKETS, UNITS } from './recorded.ts';

async function look(check: Check, fake: FakeBox) {
  const findings = await check.look(createFakeBox(fake));
  const faults = findings.filter(({ level }) => level !== 'green');
  return { faults: faults.map(({ fault }) => fault), words: findings.map(({ what }) => what.en).join('; ') };
}

describe('units', () => {
  const FIELDS =
    'Id,LoadState,ActiveState,SubState,Result,NRestarts,ExecMainStartTimestampMonotonic,UnitFileState,WantedBy,RequiredBy,ConditionResult';
  const names = ['firewall', 'gate', 'portal', 'dnsmasq', 'offline'];
  const command = [
    'systemctl show',
    `--property=${FIELDS}`,
    ...names.map((name) => `checkpoint-${name}.service`),
  ].join(' ');
  const shown = (text: string): FakeBox => ({ commands: { [command]: text } });

  test('of a box that runs are well', async () => {
    expect(await look(units, shown(UNITS.running))).toEqual({ faults: [], words: 'all 5 of them run' });
  });

  test.each([
    ['stopped', ['stopped'], 'checkpoint-dnsmasq.service does not run (dead)'],
    ['failed', ['stopped'], 'checkpoint-dnsmasq.service does not run (exit-code)'],
    ['missing', ['missing'], 'systemd has no checkpoint-dnsmasq.service'],
    ['disabled', ['disabled'], 'checkpoint-dnsmasq.service does not start with the box'],
    ['restarting', ['restarts'], 'checkpoint-dnsmasq.service was started anew 812 times by itself'],
  ] as const)('%s', async (state, faults, words) => {
    const found = await look(units, shown(UNITS.running.replace(UNITS.dnsmasq, UNITS[state])));
    expect(found.faults).toEqual(faults);
    expect(found.words).toContain(words);
  });

  test('that fell long ago and not since are well', async () => {
    const text = UNITS.running.replace(UNITS.dnsmasq, UNITS.dnsmasq.replace('NRestarts=0', 'NRestarts=5'));
    const later = (days: number) => ({ ...shown(text), monotonicMs: () => days * 86_400_000 });
    expect((await look(units, later(0.9))).faults).toEqual(['restarts']);
    expect((await look(units, later(60))).faults).toEqual([]);
  });

  test('where systemd does not keep the box nothing is said of them', async () => {
    const refused = {
      code: 1,
      stderr: "System has not been booted with systemd as init system (PID 1). Can't operate.\n",
    };
    expect(await units.look(createFakeBox({ commands: { [command]: refused } }))).toEqual([]);
  });
});

describe('questions that dnsmasq has lost', () => {
  const row = (lost: number) =>
    `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  33: 01004D0A:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000  994        0 9 2 0 ${lost}\n`;
  const box = (lost: number, days: number): FakeBox => ({
    files: {
      '/run/checkpoint-gate/dnsmasq.pid': '415\n',
      '/proc/415/cmdline': '/usr/sbin/dnsmasq\0',
      '/proc/net/udp': row(lost),
    },
    monotonicMs: () => days * 86_400_000,
  });
  test.each([
    [1200, 0.5, ['lost']],
    [1200, 30, []],
    [40_000, 30, ['lost']],
  ])('%d in %d days: %s', async (lost, days, faults) => {
    expect((await look(dnsLimits, box(lost, days))).faults).toEqual(faults);
  });
});

describe('ports', () => {
  const box = (sockets: string): FakeBox => ({
    commands: {
      'ss -H -l -n -t -u -p': sockets,
      'systemctl show --property=MainPID --value checkpoint-portal.service': OWN_PIDS.portal,
    },
    files: {
      '/run/checkpoint-gate/dnsmasq.pid': OWN_PIDS.dnsmasq,
      '/run/checkpoint-gate/dnsmasq-offline.pid': OWN_PIDS.offline,
    },
  });

  test('of a box that runs, with systemd-resolved at 127.0.0.53, are its own', async () => {
    expect((await look(ports, box(SOCKETS))).faults).toEqual([]);
  });

  test.each([
    [
      'udp UNCONN 0 0 0.0.0.0:53 0.0.0.0:* users:(("dnsmasq",pid=412,fd=4))',
      '53/udp is taken by dnsmasq (pid 412)',
    ],
    ['tcp LISTEN 0 4096 *:53 *:* users:(("named",pid=99,fd=4))', '53/tcp is taken by named (pid 99)'],
    [
      'udp UNCONN 0 0 0.0.0.0%br0:67 0.0.0.0:* users:(("dhcpd",pid=7,fd=4))',
      '67/udp is taken by dhcpd (pid 7)',
    ],
    // The kernel gives a port of TCP to one of them only, whatever interface the other one is on.
    [
      'tcp LISTEN 0 511 0.0.0.0%virbr0:8080 0.0.0.0:* users:(("java",pid=7,fd=4))',
      '8080/tcp is taken by java (pid 7)',
    ],
    ['tcp LISTEN 0 511 [::]:8080 [::]:* users:(("java",pid=7,fd=4))', '8080/tcp is taken by java (pid 7)'],
  ])('%s', async (line, words) => {
    const found = await look(ports, box(`${SOCKETS}${line}\n`));
    expect(found.faults).toEqual(['taken']);
    expect(found.words).toContain(words);
  });

  test.each([
    'udp UNCONN 0 0 192.168.122.1:53 0.0.0.0:* users:(("dnsmasq",pid=412,fd=4))',
    'udp UNCONN 0 0 0.0.0.0%virbr0:67 0.0.0.0:* users:(("dnsmasq",pid=412,fd=4))',
    'tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=412,fd=4))',
    'tcp LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:(("nginx",pid=412,fd=4))',
    'tcp LISTEN 0 511 0.0.0.0:8080 0.0.0.0:*',
  ])('%s is in nobody’s way, or nobody’s that we know', async (line) => {
    expect((await look(ports, box(`${SOCKETS}${line}\n`))).faults).toEqual([]);
  });
});

describe('the config', () => {
  const NOT_HERE = 'etc/systemd/network/10-checkpoint-radio-owe.network';
  const systemFiles = {
    'etc/sysctl.d/90-checkpoint-portal.conf': 'a\n',
    'etc/checkpoint-portal/system/nftables.conf': 'b\n',
  };
  const files = Object.fromEntries(Object.entries(systemFiles).map(([name, text]) => [`/${name}`, text]));
  const START = 'systemctl show --property=ActiveEnterTimestampMonotonic --value checkpoint-portal.service';
  const STAT = 'stat -c %Y /etc/checkpoint-portal/checkpoint.toml';
  const CONFIG = '/etc/checkpoint-portal/checkpoint.toml';
  const now = Date.parse('2021-02-01T08:00:00+07:00');
  /** The portal was started an hour ago. */
  const clocks = { epochMs: () => now, monotonicMs: () => 7_200_000 };
  const changed = (minutesAgo: number) => ({
    [START]: '3600000000\n',
    [STAT]: `${now / 1000 - minutesAgo * 60}\n`,
  });

  /** An apply that has written down the old files, so long ago. */
  const begun = (minutesAgo: number) => ({
    [`stat -c %Y /${JOURNAL}`]: `${now / 1000 - minutesAgo * 60}\n`,
  });

  test.each<[string, FakeBox, readonly string[]]>([
    ['in force', { systemFiles, files, ...clocks, commands: changed(120) }, []],
    ['changed since the start', { systemFiles, files, ...clocks, commands: changed(5) }, ['unread']],
    ['written by a clock of the future', { systemFiles, files, ...clocks, commands: changed(-600) }, []],
    [
      'changed, and back again',
      {
        ...{ systemFiles, ...clocks, commands: changed(5) },
        files: { ...files, [CONFIG]: 'x', '/etc/checkpoint-portal/system/checkpoint.toml': 'x' },
      },
      [],
    ],
    [
      'changed since the last apply',
      {
        ...{ systemFiles, ...clocks, commands: changed(5) },
        files: { ...files, [CONFIG]: 'y', '/etc/checkpoint-portal/system/checkpoint.toml': 'x' },
      },
      ['unread'],
    ],
    ['cut off by the power', { systemFiles, files, ...clocks, commands: begun(150) }, ['cut-off']],
    ['cut off long ago', { systemFiles, files, ...clocks, commands: begun(31) }, ['cut-off']],
    [
      'cut off by a clock that went back',
      { systemFiles, files, ...clocks, commands: begun(-600) },
      ['cut-off'],
    ],
    ['about to be applied', { systemFiles, files, ...clocks, commands: begun(5) }, []],
    ['never rendered', { systemFiles }, ['missing']],
    ['without what it is not to have', { systemFiles: { ...systemFiles, [NOT_HERE]: undefined }, files }, []],
    [
      'with what it is not to have',
      {
        systemFiles: { ...systemFiles, [NOT_HERE]: undefined },
        files: { ...files, [`/${NOT_HERE}`]: 'd\n' },
      },
      ['stale'],
    ],
    [
      'rendered before it was changed',
      { systemFiles, files: { ...files, '/etc/sysctl.d/90-checkpoint-portal.conf': 'c\n' } },
      ['stale'],
    ],
  ])('%s', async (_what, fake, faults) => {
    expect((await look(config, fake)).faults).toEqual(faults);
  });
});

import type { PortalStatus } from '../../src/doctor/status.ts';

/** What programs of Debian 12 have said, on an emulated machine on which a checkpoint runs. */

export const VERSIONS: Readonly<Record<string, string>> = {
  'nft --version': 'nftables v1.0.6 (Lester Gooch #5)\n',
  'dnsmasq --version': `Dnsmasq version 2.90  Copyright (c) 2000-2024 Simon Kelley
Compile time options: IPv6 GNU-getopt DBus no-UBus i18n IDN2 DHCP DHCPv6 no-Lua TFTP conntrack ipset nftset auth cryptohash DNSSEC loop-detect inotify dumpfile
`,
  'ip -V': 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n',
};

const STORAGE = '/var/lib/checkpoint-portal';

const blocks = (row: string) => `Filesystem     1024-blocks     Used Available Capacity Mounted on\n${row}\n`;
const inodes = (row: string) => `Filesystem       Inodes  IUsed    IFree IUse% Mounted on\n${row}\n`;
const df = (row: string, nodes = '/dev/vda         131072  24101   106971   19% /') => ({
  [`df -Pk ${STORAGE}`]: blocks(row),
  [`df -Pi ${STORAGE}`]: inodes(nodes),
  'df -Pk /': blocks(row),
  'df -Pi /': inodes(nodes),
});
const ROOM = '/dev/vda           2058088 904124   1032724      47% /';
const OWN = `/dev/mmcblk0p3       63461     1100     57500       2% ${STORAGE}`;

export const DF = {
  roomy: df(ROOM),
  low: df('/dev/vda           2031440  1880848     52428      98% /'),
  full: df('/dev/vda           2031440  1931440      8192     100% /'),
  noInodes: df(ROOM, '/dev/vda         131072 131072        0  100% /'),
  own: {
    ...df('/dev/root           900000   900000         0     100% /'),
    [`df -Pk ${STORAGE}`]: blocks(OWN),
    [`df -Pi ${STORAGE}`]: inodes(`/dev/mmcblk0p3    16384     20    16364    1% ${STORAGE}`),
  },
  mounts: { '/proc/mounts': '/dev/vda / ext4 rw,relatime 0 0\nproc /proc proc rw,relatime 0 0\n' },
  readOnly: { '/proc/mounts': '/dev/vda / ext4 ro,relatime,errors=remount-ro 0 0\n' },
  ownMounts: {
    '/proc/mounts': `/dev/root / squashfs ro,relatime 0 0\n/dev/mmcblk0p3 ${STORAGE} ext4 rw,noatime 0 0\n`,
  },
  /** As deploy/READ-ONLY.md has it written. */
  fstab: {
    '/etc/fstab': `# <file system> <mount point> <type> <options>
PARTUUID=1-02 / ext4 ro,noatime 0 1
LABEL=checkpoint ${STORAGE} ext4 noatime,nofail 0 2
LABEL=films	/var/lib/checkpoint-portal-films/	vfat	noauto 0 0
`,
  },
} as const;

const timedate = (ntp: string, synchronized: string) => `Timezone=Etc/UTC
LocalRTC=no
CanNTP=${ntp}
NTP=${ntp}
NTPSynchronized=${synchronized}
TimeUSec=Thu 2026-11-26 19:56:03 UTC
RTCTimeUSec=Thu 2026-11-26 19:58:56 UTC
`;

export const TIMEDATE = {
  synchronized: timedate('yes', 'yes'),
  never: timedate('yes', 'no'),
  off: timedate('no', 'no'),
} as const;

export const STATUS: PortalStatus = {
  uptimeSeconds: 3600,
  clientsGranted: 12,
  gate: 'ok',
  upkeep: [],
  ledger: 'ok',
  key: 'ok',
  lastEnding: 'closed',
  powerCuts: { count: 0 },
  damagedLedgers: [],
  uplink: 'ok',
  deadDestinations: [],
  clock: 'ntp',
  push: { state: 'off' },
};

const unit = (name: string, change: Readonly<Record<string, string>> = {}) => {
  const fields = {
    Result: 'success',
    NRestarts: '0',
    ExecMainStartTimestampMonotonic: '21000000',
    Id: `checkpoint-${name}.service`,
    RequiredBy: '',
    WantedBy: 'checkpoint-network.target',
    LoadState: 'loaded',
    ActiveState: 'active',
    SubState: 'running',
    UnitFileState: 'enabled',
    ConditionResult: 'yes',
    ...change,
  };
  return Object.entries(fields)
    .map(([field, value]) => `${field}=${value}`)
    .join('\n');
};
const dnsmasq = unit('dnsmasq');

/** `systemctl show` of the box's programs, and what it says of one of them where that is not well. */
export const UNITS = {
  running: `${[
    unit('firewall', { SubState: 'exited', WantedBy: 'sysinit.target' }),
    unit('gate'),
    unit('portal', { WantedBy: 'multi-user.target' }),
    dnsmasq,
    unit('offline'),
  ].join('\n\n')}\n`,
  dnsmasq,
  stopped: unit('dnsmasq', { ActiveState: 'inactive', SubState: 'dead' }),
  failed: unit('dnsmasq', { ActiveState: 'failed', SubState: 'failed', Result: 'exit-code' }),
  missing: unit('dnsmasq', {
    LoadState: 'not-found',
    ActiveState: 'inactive',
    SubState: 'dead',
    UnitFileState: '',
  }),
  disabled: unit('dnsmasq', { UnitFileState: 'disabled', WantedBy: '' }),
  restarting: unit('dnsmasq', { ActiveState: 'activating', SubState: 'auto-restart', NRestarts: '812' }),
} as const;

export const OWN_PIDS = { dnsmasq: '415\n', offline: '417\n', portal: '418\n' } as const;

/** `ss -H -l -n -t -u -p` beside systemd-resolved; the portal's own were still to come. */
export const SOCKETS = `udp UNCONN 0      0                10.77.0.1:53   0.0.0.0:* users:(("dnsmasq",pid=415,fd=13))
udp UNCONN 0      0               127.0.0.54:53   0.0.0.0:* users:(("systemd-resolve",pid=339,fd=19))
udp UNCONN 0      0            127.0.0.53%lo:53   0.0.0.0:* users:(("systemd-resolve",pid=339,fd=17))
udp UNCONN 0      0                  0.0.0.0:67   0.0.0.0:* users:(("dnsmasq",pid=415,fd=4))
udp UNCONN 0      0        203.0.113.71%wan0:68   0.0.0.0:* users:(("systemd-network",pid=414,fd=17))
udp UNCONN 0      0                10.77.0.1:5354 0.0.0.0:* users:(("dnsmasq",pid=417,fd=7))
udp UNCONN 0      0                  0.0.0.0:5355 0.0.0.0:* users:(("systemd-resolve",pid=339,fd=11))
udp UNCONN 0      0                     [::]:547     [::]:* users:(("dnsmasq",pid=415,fd=6))
udp UNCONN 0      0            [fe80::1]%br0:53      [::]:* users:(("dnsmasq",pid=415,fd=17))
udp UNCONN 0      0      [fdf3:64da:b0c4::1]:53      [::]:* users:(("dnsmasq",pid=415,fd=15))
udp UNCONN 0      0            [fe80::1]%br0:5354    [::]:* users:(("dnsmasq",pid=417,fd=11))
udp UNCONN 0      0      [fdf3:64da:b0c4::1]:5354    [::]:* users:(("dnsmasq",pid=417,fd=9))
udp UNCONN 0      0                     [::]:5355    [::]:* users:(("systemd-resolve",pid=339,fd=13))
tcp LISTEN 0      4096            127.0.0.54:53   0.0.0.0:* users:(("systemd-resolve",pid=339,fd=20))
tcp LISTEN 0      4096               0.0.0.0:5355 0.0.0.0:* users:(("systemd-resolve",pid=339,fd=12))
tcp LISTEN 0      32               10.77.0.1:53   0.0.0.0:* users:(("dnsmasq",pid=415,fd=14))
tcp LISTEN 0      32               10.77.0.1:5354 0.0.0.0:* users:(("dnsmasq",pid=417,fd=8))
tcp LISTEN 0      4096         127.0.0.53%lo:53   0.0.0.0:* users:(("systemd-resolve",pid=339,fd=18))
tcp LISTEN 0      4096                  [::]:5355    [::]:* users:(("systemd-resolve",pid=339,fd=14))
tcp LISTEN 0      32     [fdf3:64da:b0c4::1]:5354    [::]:* users:(("dnsmasq",pid=417,fd=10))
tcp LISTEN 0      32           [fe80::1]%br0:5354    [::]:* users:(("dnsmasq",pid=417,fd=12))
tcp LISTEN 0      32           [fe80::1]%br0:53      [::]:* users:(("dnsmasq",pid=415,fd=18))
tcp LISTEN 0      32     [fdf3:64da:b0c4::1]:53      [::]:* users:(("dnsmasq",pid=415,fd=16))
tcp LISTEN 0      511              10.77.0.1:8080 0.0.0.0:* users:(("node",pid=418,fd=22))
tcp LISTEN 0      511              127.0.0.1:8081 0.0.0.0:* users:(("node",pid=418,fd=23))
tcp LISTEN 0      128                      *:22         *:* users:(("sshd",pid=300,fd=3))
`;

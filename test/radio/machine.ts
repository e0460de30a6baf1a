import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UNITS } from '../../src/domain/rules/names.ts';
import { REPOSITORY } from '../lab/build.ts';
import { run } from '../lab/command.ts';
import { installUnits } from '../lab/units.ts';
import { BOOTABLE, debian } from '../machine/debian.ts';
import { type Finding, parseFinding, tellTimes, told } from '../machine/findings.ts';
import { KINDS, startMachine } from '../machine/machine.ts';
import { copyPackages } from '../machine/packages.ts';
import { makeRoot, put } from '../machine/root.ts';
import { sayer } from '../machine/say.ts';
import { makeCertificate, worldFiles } from '../machine/world.ts';

/** What a checkpoint's box has installed, then what the phones and the trial need. */
const PACKAGES = [
  ...BOOTABLE,
  ...['linux-image-amd64', 'systemd-resolved', 'dbus', 'procps', 'iproute2', 'nftables'],
  ...['dnsmasq-base', 'hostapd', 'iw', 'wireless-regdb', 'libatomic1', 'libstdc++6', 'ca-certificates'],
  ...['wpasupplicant', 'busybox', 'curl'],
];
const APP = 'opt/checkpoint-portal';
const MASKED = [
  'serial-getty@ttyS0.service',
  'apt-daily.timer',
  'apt-daily-upgrade.timer',
  'e2scrub_all.timer',
];

const WORLD = {
  app: APP,
  trial: 'trial/radio/programs/trial.js',
  radios: 6,
  findings: KINDS.amd64.findings,
  console: KINDS.amd64.console,
  seconds: 1080,
};
const say = sayer('radio');

export interface Trial {
  readonly findings: readonly Finding[];
  /** A file with what the machine's kernel and programs said; the next run writes over it. */
  readonly log: string;
}

/**
 * Installs checkpoint-portal with this config on a Debian as a technician would, boots that in an emulated machine with radios
 * (no KVM), lets its trial run to the end and brings home what it found.
 */
export async function tryOnMachine(config: string): Promise<Trial> {
  const base = await debian({ packages: PACKAGES, architecture: 'amd64', say });
  const place = await mkdtemp(join(tmpdir(), 'checkpoint-radio-'));
  try {
    const disk = join(place, 'disk.img');
    const files = join(place, 'files');
    await install(files, config);
    say('making the disk');
    const options = '-O ^has_journal';
    await makeRoot({ layers: [files, base.folder], disk, size: '2G', script: ENABLE, options });
    return await boot({ ...base, disk });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** All that the machine has beside Debian: our package, what `render` makes, and the world around it. */
async function install(root: string, config: string): Promise<void> {
  await put(root, 'etc/checkpoint-portal/checkpoint.toml', config);
  await put(
    root,
    'usr/bin/checkpoint-portal',
    `#!/bin/sh\nexec /${APP}/node --optimize-for-size --max-semi-space-size=1 --max-old-space-size=64 /${APP}/dist/main.js "$@"\n`,
    0o755,
  );
  for (const part of ['dist', 'views', 'static', 'package.json', 'test/fixtures/probes.json']) {
    await cp(join(REPOSITORY, part), join(root, APP, part), { recursive: true });
  }
  await cp(process.execPath, join(root, APP, 'node'));
  await copyPackages(join(root, APP));
  const toml = join(root, 'etc/checkpoint-portal/checkpoint.toml');
  await run([process.execPath, join(REPOSITORY, 'dist/main.js'), 'render', '--config', toml, '--out', root]);
  await installUnits(root);
  await put(root, 'etc/hostname', 'checkpoint\n');
  for (const [name, text] of Object.entries(worldFiles(WORLD))) await put(root, name, text);
  await makeCertificate(join(root, APP));
}

/** As the package systemd-resolved does at its installation; debootstrap has put a copy of the host's own in the way. */
const ENABLE = `
chown -R root:root "$ROOT/${APP}" "$ROOT/etc/checkpoint-portal"
systemctl --quiet --root="$ROOT" enable systemd-networkd systemd-resolved nftables trial.service \\
  ${UNITS.join(' ')} checkpoint-network.target checkpoint-doctor.timer
systemctl --quiet --root="$ROOT" mask ${MASKED.join(' ')}
ln -sf ../run/systemd/resolve/stub-resolv.conf "$ROOT/etc/resolv.conf"`;

interface Bootable {
  readonly kernel: string;
  readonly initrd: string;
  readonly disk: string;
}

/** The machine's second serial line carries the findings, one a line; the first is its console. */
async function boot({ kernel, initrd, disk }: Bootable): Promise<Trial> {
  const log = join(tmpdir(), 'checkpoint-radio.log');
  const findings: Finding[] = [];
  const onLine = (line: string) => {
    const finding = parseFinding(line);
    if (finding) findings.push(finding);
    say(finding ? told(finding) : line);
  };
  say('booting the machine');
  const drives = [`file=${disk},cache=unsafe`];
  const how = { architecture: 'amd64', waiting: 'leaps', seconds: 2400 } as const;
  const said = await startMachine({ ...how, kernel, initrd, drives, log, onLine }).ended;
  if (said) say(said);
  tellTimes(findings);
  return { findings, log };
}

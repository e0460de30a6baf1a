import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UNITS } from '../../src/domain/rules/names.ts';
import { REPOSITORY } from '../lab/build.ts';
import { run } from '../lab/command.ts';
import { installUnits } from '../lab/units.ts';
import { debian } from './image.ts';
import { copyPackages } from './packages.ts';
import { say, work } from './work.ts';
import { type Finding, parseFinding, worldFiles } from './world.ts';

const APP = 'opt/checkpoint-portal';
const BOOT_WORDS = 'root=/dev/vda rw console=ttyS0 quiet panic=-1 net.ifnames=0';
const MASKED = [
  'serial-getty@ttyS0.service',
  'apt-daily.timer',
  'apt-daily-upgrade.timer',
  'e2scrub_all.timer',
];

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
  const { folder: base, kernel, initrd } = await debian();
  const place = await mkdtemp(join(tmpdir(), 'checkpoint-radio-'));
  try {
    const disk = join(place, 'disk.img');
    const files = join(place, 'files');
    await install(files, config);
    say('making the disk');
    await makeDisk({ base, files, disk });
    return await boot({ kernel, initrd, disk });
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
  for (const [name, text] of Object.entries(worldFiles(APP))) await put(root, name, text);
  const key = ['-keyout', join(root, 'etc/trial.key'), '-out', join(root, 'etc/trial.crt')] as const;
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;
  await run(['openssl', 'req', '-x509', ...curve, '-days', '2', '-subj', '/CN=The pretend internet', ...key]);
}

async function put(root: string, name: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text, { mode });
}

interface Parts {
  readonly base: string;
  readonly files: string;
  readonly disk: string;
}

/** Lays the files over Debian, enables the units and makes a file system of it. The mounts end with their namespace. */
async function makeDisk({ base, files, disk }: Parts): Promise<void> {
  const script = `set -e
mkdir "$DISK.work" "$DISK.whole"
mount -t overlay none -o "lowerdir=$BASE,upperdir=$FILES,workdir=$DISK.work" "$DISK.whole"
chown -R root:root "$DISK.whole/${APP}" "$DISK.whole/etc/checkpoint-portal"
chmod 755 "$DISK.whole"
systemctl --quiet --root="$DISK.whole" enable systemd-networkd systemd-resolved nftables trial.service \\
  ${UNITS.join(' ')} checkpoint-network.target checkpoint-doctor.timer
systemctl --quiet --root="$DISK.whole" mask ${MASKED.join(' ')}
# As the package systemd-resolved does at its installation; debootstrap has put a copy of the host's own in the way.
ln -sf ../run/systemd/resolve/stub-resolv.conf "$DISK.whole/etc/resolv.conf"
mke2fs -q -t ext4 -O ^has_journal -d "$DISK.whole" "$DISK" 2G`;
  const named = [`BASE=${base}`, `FILES=${files}`, `DISK=${disk}`] as const;
  await work(['env', ...named, 'unshare', '--mount', 'sh', '-c', script], { seconds: 120 });
}

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
    if (!finding) return say(line);
    findings.push(finding);
    const { ok, name, seconds, detail } = finding;
    say(`${ok ? 'holds' : 'FAILS'}: ${name}, ${seconds.toFixed(1)} s ${detail}`);
  };
  say('booting the machine');
  // Each instruction takes a nanosecond of the machine's own time, and while it waits its time leaps on: beside a slow link and its
  // queues its processor is as fast as a real one, however slow or busy the one that emulates it.
  const time = ['-accel', 'tcg,thread=single', '-icount', 'shift=0,sleep=off', '-smp', '1'];
  const options = ['-M', 'q35', '-device', 'i6300esb', ...time, '-cpu', 'max', '-m', '1024'];
  const disks = ['-drive', `file=${disk},if=virtio,format=raw,cache=unsafe`, '-nic', 'none'];
  const lines = [
    '-serial',
    `file:${log}`,
    '-chardev',
    'stdio,id=findings,signal=off',
    '-serial',
    'chardev:findings',
  ];
  const kernelWords = ['-kernel', kernel, '-initrd', initrd, '-append', BOOT_WORDS, '-no-reboot'];
  const words = [...options, ...disks, ...lines, ...kernelWords, '-display', 'none', '-monitor', 'none'];
  await work(['qemu-system-x86_64', ...words], { seconds: 2400, onLine }).catch((error) =>
    say(String(error)),
  );
  tellTimes(findings);
  return { findings, log };
}

function tellTimes(findings: readonly Finding[]): void {
  const rows = findings.map(
    ({ name, ok, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${ok ? ' ' : 'x'} ${name}`,
  );
  process.stdout.write(`\n${rows.join('\n')}\n\n`);
}

import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from '../lab/build.ts';
import { type Architecture, BOOTABLE, debian } from '../machine/debian.ts';
import { KINDS } from '../machine/machine.ts';
import { makeRoot, put } from '../machine/root.ts';
import { sayer } from '../machine/say.ts';
import { makeCertificate, WRITTEN, worldFiles } from '../machine/world.ts';

const say = sayer('install');

/** What the phones and the internet need. The box has nothing of it. */
const WORLD = [
  'iproute2',
  'iw',
  'wireless-regdb',
  'wpasupplicant',
  'busybox',
  'curl',
  'dnsmasq-base',
  'procps',
];
const PLACE = 'opt/world';
const APP = 'opt/trial';
/** Of the image and not of a checkpoint: a login on the kernel's line, and timers that want the internet. */
const MASKED = [
  ...Object.values(KINDS).map((kind) => `serial-getty@${kind.console}.service`),
  'apt-daily.timer',
  'apt-daily-upgrade.timer',
];
/** As the last run has left it, in memory: the portal opens it itself a moment later. */
const LEDGER = `[Unit]
Before=checkpoint-portal.service
RequiresMountsFor=/var/lib/checkpoint-portal
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'rm -rf /run/trial-ledger; cp -r /var/lib/checkpoint-portal /run/trial-ledger || true'
[Install]
WantedBy=multi-user.target
`;

export interface Box {
  readonly architecture: Architecture;
  readonly kernel: string;
  readonly initrd: string;
  /** A file with its card's content. */
  readonly disk: string;
}

/**
 * A box as it comes out of Debian's installer, and barer: the essential packages, apt, a kernel and systemd. Around it, in a
 * Debian of their own that the box makes no use of, phones and an internet.
 * @param place a folder of this run's own @param programs with `bin/node` and `node_modules` of that architecture
 */
export async function makeBox(architecture: Architecture, place: string, programs: string): Promise<Box> {
  const packages = [...BOOTABLE, `linux-image-${architecture}`];
  const bare = await debian({ packages, architecture, say });
  const world = await debian({ packages: WORLD, architecture, say });
  say('making its card');
  const files = join(place, 'files');
  const { console, findings } = KINDS[architecture];
  const trial = 'trial/install/programs/trial.js';
  const radios = 3;
  const of = { place: PLACE, app: APP, trial, radios, findings, console, seconds: 'infinity' } as const;
  for (const [name, text] of Object.entries(worldFiles(of))) await put(files, name, text);
  await put(files, 'etc/systemd/system/trial-ledger.service', LEDGER);
  await put(files, 'etc/hostname', 'debian\n');
  const app = join(files, PLACE, APP);
  for (const part of [
    'dist/lab',
    'dist/trial',
    'package.json',
    'test/fixtures/probes.json',
    'deploy/READ-ONLY.md',
  ])
    await cp(join(REPOSITORY, part), join(app, part), { recursive: true });
  await cp(join(programs, 'bin/node'), join(app, 'node'));
  await cp(join(programs, 'node_modules'), join(app, 'node_modules'), { recursive: true });
  await makeCertificate(app);
  const disk = join(place, 'card');
  await mkdir(place, { recursive: true });
  const script = `
mkdir -p ${WRITTEN.map((name) => `"$ROOT/${PLACE}/${name}"`).join(' ')}
systemctl --quiet --root="$ROOT" enable trial.service trial-ledger.service
systemctl --quiet --root="$ROOT" mask ${MASKED.join(' ')}`;
  await makeRoot({
    layers: [files, bare.folder],
    within: { place: PLACE, layers: [join(files, PLACE), world.folder] },
    disk,
    size: '4G',
    script,
    // All of it is there at once: a kernel would go on making it in the background.
    options: '-b 4096 -E lazy_itable_init=0,lazy_journal_init=0',
  });
  return { architecture, kernel: bare.kernel, initrd: bare.initrd, disk };
}

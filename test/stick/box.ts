import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bareDebian, STICK } from './bare.ts';

export interface Box {
  /** Runs a script on it, without network, with the stick on /mnt and a file of answers in /answers. */
  run(script: string, answers?: string): { readonly status: number | null; readonly said: string };
  /** Each file of the system and each package, but for what every installation leaves behind. */
  inventory(): string;
}

export const ANSWERS = `id = gl-ayunpa-02
name = "Chốt số 2, Ayun Pa"
district = Ayun Pa
province = Gia Lai
radio = wlan0
uplink = eth0
ssid = "KHAI BAO Y TE"
`;

const MOUNTS = `set -e
mount -t overlay none -o "lowerdir=$BASE,upperdir=$PLACE/upper,workdir=$PLACE/work" "$PLACE/root"
mount -t proc proc "$PLACE/root/proc"
mount --rbind /dev "$PLACE/root/dev"
mount -t tmpfs none "$PLACE/root/run"
mount --bind "$STICK" "$PLACE/root/mnt"
printf '%s' "$ANSWERS" > "$PLACE/root/run/answers"
cd /
exec chroot "$PLACE/root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=en_US.UTF-8 sh -c "$SCRIPT" 2>&1`;

/** Users stay after a package, as files of theirs may; caches and the machine's id are no one's. */
const INVENTORY = `find /etc /usr /opt /boot -xdev '(' -type f -printf '%p\\0' ')' -o -type l -printf '%p -> %l\\0' | grep -zvE \\
  '^/etc/(passwd|group|shadow|gshadow)-?$|^/etc/(\\.pwd\\.lock|ld\\.so\\.cache|machine-id)$|^/etc/(mtab|resolv\\.conf)( -> |$)|/__pycache__/' |
  sort -z > /run/found
grep -z ' -> ' /run/found | tr '\\0' '\\n'
grep -zv ' -> ' /run/found | xargs -0 sha256sum
dpkg-query -W -f '\${db:Status-Abbrev} \${Package} \${Version}\\n'`;

/** A bare box of this test's own; systemd does not run on it, so nothing is started. */
export function bareBox(stick = STICK): Box {
  const place = mkdtempSync(join(tmpdir(), 'checkpoint-stick-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  for (const folder of ['upper', 'work', 'root']) mkdirSync(join(place, folder));
  const run: Box['run'] = (script, answers = ANSWERS) => {
    const env = {
      PATH: process.env.PATH,
      BASE: bareDebian(),
      PLACE: place,
      STICK: stick,
      ANSWERS: answers,
      SCRIPT: script,
    };
    const words = ['--mount', '--net', 'sh', '-c', MOUNTS];
    const { status, stdout } = spawnSync('unshare', words, {
      env,
      encoding: 'utf8',
      timeout: 600_000,
      maxBuffer: 1 << 26,
    });
    return { status, said: stdout };
  };
  return { run, inventory: () => run(INVENTORY).said };
}

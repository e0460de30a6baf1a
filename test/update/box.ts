import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { environment } from '../lab/command.ts';

/** Says that process 1 is that of a box: whoever cuts its power kills all that he can see. */
const MARK = 'checkpoint-update-test-box';

/**
 * A whole Debian with its own dpkg, on which packages may be installed: this machine's files, with whatever the box writes laid over
 * them, in mount and process namespaces that end with each start. No systemd runs in it.
 */
export interface Box {
  /** Runs a shell script in it; resolves to its status, undefined where the power was cut. */
  start(script: string, cut?: Cut): Started;
  /** A box that has what this one has on its disk. */
  copy(): Box;
  write(path: string, content: string | Buffer, mode?: number): void;
  read(path: string): string | undefined;
}

export interface Started {
  readonly status: number | undefined;
  readonly output: string;
  /** At how many points the power could have gone. */
  readonly points: number;
}

/** The power goes at the nth point: before a program of `POINTS` begins, or when a package's script does; or at a moment. */
export type Cut = { readonly at: number } | { readonly afterMs: number };

/** Programs that change something, or bring it to the disk. */
const POINTS = ['dpkg', 'sync', 'cp', 'mv', 'rm', 'systemctl'];

const POINT = `#!/bin/sh
# The power goes here, if it was to go here.
n=$(($(cat /point 2>/dev/null || echo 0) + 1))
echo $n > /point
[ "$n" = "$(cat /cut 2>/dev/null)" ] || exit 0
case $(tr '\\0' ' ' < /proc/1/cmdline) in *${MARK}*) kill -9 -1 ;; esac
`;

const wrapper = (name: string) => `#!/bin/sh
/points/point
${name === 'systemctl' ? 'echo "$*" >> /systemctl' : `exec /usr/bin/${name} "$@"`}
`;

export function makeBox(): Box {
  const folder = makeFolder();
  const box = boxIn(folder);
  box.write('/points/point', POINT, 0o755);
  for (const name of POINTS) box.write(`/points/${name}`, wrapper(name), 0o755);
  return box;
}

function makeFolder(): string {
  // In memory: an overlay's upper part may not be on an overlay, nor under the part below.
  const folder = mkdtempSync('/dev/shm/checkpoint-update-');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['upper', 'work', 'root']) mkdirSync(join(folder, name));
  chmodSync(join(folder, 'upper'), 0o755);
  return folder;
}

const ENTER = `cd "$0"
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
mount -t proc proc root/proc
mount --rbind /dev root/dev
chroot root /bin/sh -c "$1"
exit $?`;

function boxIn(folder: string): Box {
  const place = (path: string) => join(folder, 'upper', path);
  return {
    start(script, cut) {
      writeFileSync(place('/cut'), cut && 'at' in cut ? String(cut.at) : '');
      writeFileSync(place('/point'), '0');
      const words = ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', ENTER, folder, script, MARK];
      const { PATH, ...rest } = environment();
      const { status, stdout, stderr } = spawnSync('unshare', words, {
        env: { ...rest, PATH: `/points:${PATH}` },
        encoding: 'utf8',
        timeout: cut && 'afterMs' in cut ? cut.afterMs : 120_000,
        killSignal: 'SIGKILL',
      });
      const points = Number(readFileSync(place('/point'), 'utf8'));
      return {
        status: status === 137 || status === null ? undefined : status,
        output: stdout + stderr,
        points,
      };
    },
    copy() {
      const other = makeFolder();
      execFileSync('cp', ['-a', `${folder}/upper/.`, `${other}/upper`]);
      return boxIn(other);
    },
    write(path, content, mode = 0o644) {
      mkdirSync(dirname(place(path)), { recursive: true });
      writeFileSync(place(path), content, { mode });
    },
    read: (path) => (existsSync(place(path)) ? readFileSync(place(path), 'utf8') : undefined),
  };
}

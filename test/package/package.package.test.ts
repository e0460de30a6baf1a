import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { REPOSITORY } from '../lab/build.ts';
import { build, renumber, VERSION } from './build.ts';
import { type Debian, debian } from './debian.ts';
import { OPEN_LEDGER } from './open-ledger.ts';

const CONFIG = 'deploy/raspberry-pi/checkpoint.toml';
const HIGHER = '99.0.0';

/** What every installation leaves behind, whosever it is: sysusers' and dpkg's own books, and the older copies of them. */
const BOOKS =
  /^\.\/(etc\/((passwd|group|shadow|gshadow)-|\.pwd\.lock)|var\/lib\/dpkg\/.*-old|var\/lib\/dpkg\/(triggers|lock)\S*|var\/log\/\S+)$/;
/** Kept until the purge: what was set and counted, and which units were switched on. */
const KEPT =
  /^\.\/(etc|var\/lib)\/checkpoint-portal(\/(checkpoint\.toml|ledger\.db|notices))?$|^\.\/etc\/systemd\/system\/[\w.-]+\.wants(\/|$)|deb-systemd-helper|^\.\/var\/lib\/dpkg\/info\//;

let deb = '';
beforeAll(() => {
  [deb = ''] = build(REPOSITORY, ['amd64']);
});

describe('a package on a Debian', () => {
  let box: Debian;
  let before: readonly string[];

  beforeAll(() => {
    box = debian();
    box.put(deb, '/tmp/now.deb');
    const higher = renumber(deb, HIGHER);
    box.put(higher, '/tmp/higher.deb');
    rmSync(join(higher, '..'), { recursive: true });
    before = box.files();
  });
  afterAll(() => rmSync(box.folder, { recursive: true, force: true }));

  function good(script: string): string {
    const { status, output } = box.sh(script);
    expect(status, output).toBe(0);
    return output;
  }

  test('installs, and does nothing before it is set up', () => {
    good('dpkg -i /tmp/now.deb');
    expect(good('checkpoint-portal --version')).toBe(`checkpoint-portal ${VERSION}\n`);
    expect(good('systemctl is-enabled checkpoint-portal.service checkpoint-firewall.service')).toBe(
      'enabled\nenabled\n',
    );
    expect(existsSync(join(box.folder, 'etc/checkpoint-portal/system'))).toBe(false);
  });

  test('checks a config, and keeps counts, over an upgrade and a downgrade', () => {
    box.put(join(REPOSITORY, CONFIG), '/etc/checkpoint-portal/checkpoint.toml');
    good('checkpoint-portal config check');
    writeFileSync(join(box.folder, 'var/lib/checkpoint-portal/ledger.db'), 'counts');
    good('dpkg -i /tmp/higher.deb');
    expect(good('checkpoint-portal --version')).toBe(`checkpoint-portal ${HIGHER}\n`);
    good('test -s /etc/checkpoint-portal/system/nftables.conf');
    good('dpkg -i /tmp/now.deb');
    expect(good('checkpoint-portal --version')).toBe(`checkpoint-portal ${VERSION}\n`);
    expect(good('cat /var/lib/checkpoint-portal/ledger.db')).toBe('counts');
  });

  test('is installed with a config that it cannot use, says the remedy, and takes the old one up again', () => {
    const config = '/etc/checkpoint-portal/checkpoint.toml';
    const said = good(`cp ${config} /run/kept; echo 'strange = 1' >> ${config}; dpkg -i /tmp/higher.deb`);
    expect(said).toContain('Remedy: run `checkpoint-portal config check`');
    expect(good('dpkg -s checkpoint-portal')).toContain('\nStatus: install ok installed\n');
    good(`test -s /etc/checkpoint-portal/system/nftables.conf; mv /run/kept ${config}; dpkg -i /tmp/now.deb`);
  });

  test('opens a ledger with its own binding', () => {
    expect(good(`cd /usr/lib/checkpoint-portal && bin/node -e "${OPEN_LEDGER}"`)).toBe('1\n');
  });

  test('completes every word of every command, and has a page for each', () => {
    const script = (words: string) =>
      `bash -c 'source /usr/share/bash-completion/completions/checkpoint-portal; COMP_WORDS=(checkpoint-portal ${words} ""); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _checkpoint_portal; echo "\${COMPREPLY[@]}"'`;
    const firsts = good(script('')).split(/\s+/);
    for (const { name } of COMMANDS) {
      const [first = '', second] = name.split(' ');
      expect(firsts).toContain(first);
      if (second) expect(good(script(first)).split(/\s+/)).toContain(second);
    }
    for (const folder of ['man', 'man/vi']) {
      const page = `${box.folder}/usr/share/${folder}/man1/checkpoint-portal.1.gz`;
      const text = execFileSync(
        'sh',
        ['-c', 'MANWIDTH=200 man --warnings -E UTF-8 -l "$1" | tr -d "\\010"', 'sh', page],
        { encoding: 'utf8' },
      );
      for (const { name } of COMMANDS) expect(text).toContain(`checkpoint-portal ${name}`);
    }
  });

  /** What is there that was not, and what is not there that was. */
  function changes(): readonly string[] {
    const now = box.files();
    const [were, are] = [new Set(before), new Set(now)];
    const more = now.filter((file) => !were.has(file)).map((file) => `+${file}`);
    const less = before.filter((file) => !are.has(file)).map((file) => `-${file}`);
    return [...more, ...less].filter((line) => !BOOKS.test(line.slice(1)));
  }

  test('removed, leaves the config and the counts, and nothing that was made of them', () => {
    good('dpkg -r checkpoint-portal');
    expect(changes().filter((line) => line.startsWith('-') || !KEPT.test(line.slice(1)))).toEqual([]);
    good('test -s /etc/checkpoint-portal/checkpoint.toml && test -s /var/lib/checkpoint-portal/ledger.db');
  });

  test('purged where its folders are partitions of their own, empties them, and goes on', () => {
    const said = good(`
      for folder in /etc/checkpoint-portal /var/lib/checkpoint-portal; do mount -t tmpfs none $folder; done
      touch /var/lib/checkpoint-portal/ledger.db
      sh /var/lib/dpkg/info/checkpoint-portal.postrm purge
      ls -A /var/lib/checkpoint-portal`);
    expect(said).toMatch(/emptied, the folder is left: \/etc\/checkpoint-portal\n/);
    expect(said).toMatch(/emptied, the folder is left: \/var\/lib\/checkpoint-portal\n$/);
  });

  test('purged, leaves each file and folder of the system as it was before, and says what it took', () => {
    const said = good('dpkg -P checkpoint-portal');
    expect(said).toContain('removed: /etc/checkpoint-portal');
    expect(said).toContain('removed: /var/lib/checkpoint-portal');
    expect(changes()).toEqual([]);
  });
});

test('lintian finds no error', () => {
  const said = execFileSync('lintian', ['--fail-on', 'error,warning', '--allow-root', deb], {
    encoding: 'utf8',
  });
  expect(said).toBe('');
});

import { appendFileSync, cpSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { STICK } from './bare.ts';
import { ANSWERS, bareBox } from './box.ts';

const INSTALL = 'sh /mnt/install.sh --lang en --answers /run/answers';
const LOG = '/var/log/checkpoint-portal-install.log';
const REFUSED = '/etc/checkpoint-portal/checkpoint.toml.refused';
const CONFIG = '/etc/checkpoint-portal/checkpoint.toml';

test('a bare box without internet becomes a checkpoint; once more changes nothing', () => {
  const box = bareBox();
  const first = box.run(`umask 077; ${INSTALL}`);
  expect(first.status, first.said).toBe(0);
  for (const line of first.said.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(first.said).toContain('[7/7]');
  expect(first.said).toMatch(/The checkpoint is ready\. Before you pull the stick: sudo umount \/mnt\n$/);
  const seen = box.run('runuser -u nobody -- cat /etc/checkpoint-portal/system/dnsmasq.conf');
  expect(seen.status, seen.said).toBe(0);
  const made = box.run(`checkpoint-portal config show && ls /var/cache/checkpoint-portal /mnt/print-kit/*`);
  expect(made.said).toContain('id = "gl-ayunpa-02"');
  expect(made.said).toMatch(/checkpoint-portal_.*\.deb/);
  expect(made.said).toContain('poster-a4.pdf');
  const before = box.inventory();
  const second = box.run(INSTALL);
  expect([second.status, second.said]).toEqual([0, expect.stringContaining('is installed already')]);
  expect(second.said).toContain('nothing has changed');
  expect(second.said).toContain('the publisher is the one before');
  expect(box.inventory()).toBe(before);
  const third = box.run('sh /mnt/install.sh --lang en');
  expect([third.status, third.said]).toEqual([0, expect.stringContaining('checkpoint-portal config apply')]);
});

test('a dry run changes nothing', () => {
  const box = bareBox();
  const before = box.inventory();
  const { status, said } = box.run(
    `${INSTALL} --dry-run && find /var/log /var/lib/checkpoint* /var/cache/checkpoint* -newer /run/answers -type f`,
  );
  expect(said).toMatch(/Dry run: nothing was changed\.\n$|No such file/);
  expect(said).not.toContain('/var/log/');
  expect([status === null, box.inventory()]).toEqual([false, before]);
});

test('the log has no name and no telephone in it', () => {
  const box = bareBox();
  box.run(INSTALL, `${ANSWERS}phone = 0269 123 456\ncontact = Anh Tú\n`);
  const { said } = box.run('cat /var/log/checkpoint-portal-install.log');
  expect(said).toContain('[7/7]');
  expect(said).not.toMatch(/0269|Tú/);
});

test('where the last step fails, the box is as it was', () => {
  const box = bareBox();
  const before = box.inventory();
  const { status, said } = box.run(INSTALL, ANSWERS.replace('gl-ayunpa-02', 'GL 2'));
  expect([status, said]).toEqual([1, expect.stringContaining('checkpoint.id')]);
  expect(said).toContain('Putting everything back');
  expect(box.inventory()).toBe(before);
  // Purging the package deletes it.
  const log = box.run(`cat ${LOG}`).said;
  expect(log).toContain('failed: the checkpoint could not be set up');
  expect(log).toContain('Setting up checkpoint-portal');
});

test('where it fails after the package was removed, the counts are there still', () => {
  const box = bareBox();
  box.run(INSTALL);
  const counts = '/var/lib/checkpoint-portal/ledger.db';
  const removed = box.run(`apt-get remove -y checkpoint-portal && echo counts > ${counts} && ls ${CONFIG}`);
  expect(removed.status, removed.said).toBe(0);
  const before = box.inventory();
  const { status, said } = box.run(INSTALL, 'uplink = "no such"\n');
  expect([status, said]).toEqual([1, expect.stringContaining('Putting everything back')]);
  expect([box.run(`cat ${counts}`).said, box.inventory()]).toEqual(['counts\n', before]);
});

test('a checkpoint with an older version is left to the update, which keeps a copy of the counts', () => {
  const box = bareBox();
  box.run(INSTALL);
  const older =
    "sed -i '/^Package: checkpoint-portal$/,/^$/s/^Version: .*/Version: 0.0.1/' /var/lib/dpkg/status";
  const before = box.run(`${older}; sha256sum ${CONFIG}`).said;
  const { status, said } = box.run(`rm /etc/checkpoint-portal/publisher.pub; ${INSTALL}`);
  expect([status, said]).toEqual([
    1,
    expect.stringContaining('this box is a checkpoint already, with 0.0.1'),
  ]);
  expect(said).toContain('sudo checkpoint-portal update /mnt');
  expect(said).not.toContain('Putting everything back');
  expect(box.run(`sha256sum ${CONFIG}`).said).toBe(before);
  // Without it the update would send the technician back to the stick.
  const known = box.run('cmp /mnt/publisher.pub /etc/checkpoint-portal/publisher.pub');
  expect(known).toEqual({ status: 0, said: '' });
});

test('where what is here cannot be copied first, nothing is changed', () => {
  const box = bareBox();
  const before = box.inventory();
  const full = programOf(
    'tar',
    `case "$*" in *-cpf*) echo 'tar: No space left on device' >&2; exit 2 ;; esac; exec /bin/tar "$@"`,
  );
  const { status, said } = box.run(`${full}; ${INSTALL}`);
  expect([status, said]).toEqual([1, expect.stringContaining('tar: No space left on device')]);
  expect([said.includes('[5/7]'), box.inventory()]).toEqual([false, before]);
});

test('a config that the box would not run with is kept, to be mended', () => {
  const box = bareBox();
  const refuses = programOf('checkpoint-portal', `[ "$1" = setup ] && { echo mine > ${REFUSED}; exit 1; }`);
  const { status, said } = box.run(`${refuses}; ${INSTALL}`);
  expect([status, said]).toEqual([1, expect.stringContaining(`run this again with --config ${REFUSED}`)]);
  expect(box.run(`cat ${REFUSED}; dpkg -l checkpoint-portal`).said).toMatch(/^mine\n.*no packages found/);
});

test('whoever sits at a terminal compares the digits before anything is changed', () => {
  const box = bareBox();
  const before = box.inventory();
  const stops = box.run(
    `(until grep -q Ctrl+C: /run/seen; do sleep 1; done; printf '\\003') | script -qefc 'sh /mnt/install.sh' /run/seen`,
  );
  expect([stops.status, stops.said]).toEqual([
    130,
    expect.stringContaining('Đúng thì Enter, khác thì Ctrl+C:'),
  ]);
  expect([stops.said.includes('[5/7]'), box.inventory()]).toEqual([false, before]);
  const typed = "'' gl-ayunpa-03 '' '' wlan0 eth0 '' ''";
  const goes = box.run(`printf '%s\\n' ${typed} | script -qefc 'sh /mnt/install.sh' /run/seen`);
  expect([goes.status, goes.said]).toEqual([0, expect.stringContaining('Chốt đã sẵn sàng.')]);
  expect(box.run(`cat ${CONFIG}`).said).toContain('gl-ayunpa-03');
});

test('where it fails on a checkpoint, that goes on as it was', () => {
  const box = bareBox();
  box.run(INSTALL);
  const before = box.inventory();
  const { status } = box.run(INSTALL, 'uplink = "no such"\n');
  expect([status, box.inventory()]).toEqual([1, before]);
  expect(box.run(`cat ${CONFIG}`).said).toContain('gl-ayunpa-02');
});

test.each([
  [
    'a broken package',
    (stick: string) => writeFileSync(firstOf(stick, 'debian/bookworm'), 'x'),
    'broken: debian/bookworm/',
  ],
  [
    'a package that nobody signed for',
    (stick: string) => writeFileSync(join(stick, 'debian/bookworm/zz_1_all.deb'), 'x'),
    'not in the list',
  ],
  [
    'a list that nobody signed',
    (stick: string) => appendFileSync(join(stick, 'SHA256SUMS'), '\n'),
    'the signature is wrong',
  ],
  ['no list', (stick: string) => rmSync(join(stick, 'SHA256SUMS')), 'has no SHA256SUMS'],
])('a stick with %s is refused before anything is changed', (_, change, words) => {
  const stick = copyOf(STICK);
  change(stick);
  const box = bareBox(stick);
  const before = box.inventory();
  const { status, said } = box.run(INSTALL);
  expect([status, said]).toEqual([1, expect.stringContaining(words)]);
  expect(said).toContain('Remedy: ');
  expect(box.inventory()).toBe(before);
});

test('a box that knows its publisher refuses another one, and an altered list', () => {
  const box = bareBox();
  box.run(INSTALL);
  const other =
    'cp /etc/checkpoint-portal/publisher.pub /run/kept; echo 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo= > /etc/checkpoint-portal/publisher.pub';
  const refused = box.run(`${other}; ${INSTALL}; cp /run/kept /etc/checkpoint-portal/publisher.pub`);
  expect(refused.said).toContain('another publisher made this stick');
  const altered = box.run(
    `cp -r /mnt /run/stick && echo >> /run/stick/SHA256SUMS && sh /run/stick/install.sh --lang en`,
  );
  expect([altered.status, altered.said]).toEqual([1, expect.stringContaining('the signature is wrong')]);
});

test('FAT32 takes the whole stick', () => {
  const names = readdirSync(STICK, { recursive: true, withFileTypes: true });
  for (const entry of names) expect(entry.isFile() || entry.isDirectory(), entry.name).toBe(true);
  expect(names.filter(({ name }) => /[:*?"<>|\\]|[ .]$/.test(name)).map(({ name }) => name)).toEqual([]);
  const lower = names.map(({ parentPath, name }) => join(parentPath, name).toLowerCase());
  expect(new Set(lower).size).toBe(lower.length);
});

/** Puts a program of the test's own before the system's. */
function programOf(name: string, script: string): string {
  const file = `/run/bin/${name}`;
  return `mkdir /run/bin; cat > ${file} << 'END'\n#!/bin/sh\n${script}\nEND\nchmod 755 ${file}; PATH=/run/bin:$PATH`;
}

function firstOf(stick: string, folder: string): string {
  const name = readdirSync(join(stick, folder)).find((file) => file.endsWith('.deb')) ?? '';
  return join(stick, folder, name);
}

function copyOf(stick: string): string {
  const copy = join(temporaryFolder(), 'stick');
  cpSync(stick, copy, { recursive: true });
  expect(statSync(join(copy, 'install.sh')).isFile()).toBe(true);
  return copy;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { REPOSITORY } from './build.ts';
import { type Command, run } from './command.ts';

const UNIT = join(REPOSITORY, 'deploy/systemd/checkpoint-portal.service');

/** What the portal runs, as an ordinary user: a call that its unit refuses may end it without a word. */
const PROGRAMS: readonly Command[] = [
  ['ip', '-6', '-oneline', 'neighbour', 'show', 'dev', 'lo'],
  ['timedatectl', 'show', '--property=NTPSynchronized', '--value'],
];

test.each(PROGRAMS.map((program) => ({ program })))(
  'the portal’s unit lets its programs make their system calls: $program',
  async ({ program }) => {
    const allowed = await allowedBy(readFileSync(UNIT, 'utf8'));
    const calls = await callsOf(program);
    expect(calls).toContain('execve');
    expect(calls.filter((call) => !allowed.has(call))).toEqual([]);
  },
);

test('a unit that lets it give up no capabilities would have been named', async () => {
  const allowed = await allowedBy(readFileSync(UNIT, 'utf8').replace('SystemCallFilter=capset\n', ''));
  expect((await callsOf(PROGRAMS[0] as Command)).filter((call) => !allowed.has(call))).toEqual(['capset']);
});

/** By strace; what the program itself comes to matters to nobody. */
async function callsOf(program: Command): Promise<readonly string[]> {
  const file = join(temporaryFolder(), 'calls');
  const traced = ['strace', '--user=nobody', '--follow-forks', '--quiet=all', `--output=${file}`, ...program];
  await run(['sh', '-c', '"$@" || true', 'sh', ...traced]);
  const names = [...readFileSync(file, 'utf8').matchAll(/^\d* *(\w+)\(/gm)].map(([, name = '']) => name);
  return [...new Set(names)];
}

/** The lines of a unit one after the other: the first lists what is allowed, those with a tilde take away (systemd.exec(5)). */
async function allowedBy(unit: string): Promise<ReadonlySet<string>> {
  let allowed: ReadonlySet<string> = new Set();
  for (const [, less, names = ''] of unit.matchAll(/^SystemCallFilter=(~?)(.*)$/gm)) {
    const calls = new Set((await Promise.all(names.split(' ').map(expand))).flat());
    allowed = new Set(less ? [...allowed].filter((call) => !calls.has(call)) : [...allowed, ...calls]);
  }
  return allowed;
}

/** A call, or all those of a group and of the groups in it. */
async function expand(name: string): Promise<readonly string[]> {
  if (!name.startsWith('@')) return [name];
  const lines = (await run(['systemd-analyze', 'syscall-filter', name])).split('\n').slice(1);
  const within = lines.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  return (await Promise.all(within.map(expand))).flat();
}

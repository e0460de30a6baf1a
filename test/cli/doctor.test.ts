import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lookOn } from '../../src/cli/doctor-rounds.ts';
import { createPlainVoice } from '../../src/cli/doctor-voice.ts';
import { tellCheck, tellSummary } from '../../src/cli/doctor-words.ts';
import { changedChecks } from '../../src/domain/doctor-change.ts';
import { parseDoctorReport } from '../../src/domain/doctor-report.ts';
import type { DoctorReport, Level } from '../../src/domain/finding.ts';
import { doctorReport } from '../checkpoint/doctor-report.ts';
import { startTrial } from '../checkpoint/trial.ts';
import { temporaryFolder } from '../doubles.ts';
import { cli } from './cli.ts';

/** Those that ask nobody but the portal: the others look at the machine that the tests run on. */
const OF_THE_PORTAL = ['portal', 'ledger', 'uplink', 'destinations', 'reports'];

/** The config of a running portal, as a file. */
async function startBox(): Promise<string> {
  const { toml, folder } = await startTrial();
  const file = join(folder, 'checkpoint.toml');
  writeFileSync(file, toml);
  return file;
}

/** The report with this level for its uplink. */
function turned(level: Level): DoctorReport {
  const report = doctorReport();
  return {
    ...report,
    level,
    checks: report.checks.map((check) =>
      check.id === 'uplink'
        ? {
            ...check,
            level,
            findings: level === 'green' ? [{ level, what: { vi: 'a', en: 'b' } }] : check.findings,
          }
        : check,
    ),
  };
}

describe('doctor', () => {
  test('of a portal that runs is well, a line each', async () => {
    const { status, stdout } = await cli(['doctor', ...OF_THE_PORTAL, '--config', await startBox()], 'en');
    expect(stdout).toContain('GOOD   The guide            runs\n');
    expect(stdout.trim().split('\n')).toHaveLength(OF_THE_PORTAL.length + 2);
    expect(stdout).toContain('All 5 checks are well.');
    expect(status).toBe(0);
  });

  test('says with --json the same for programs, and keeps it whole with --save', async () => {
    const file = join(temporaryFolder(), 'run', 'report.json');
    const words = ['doctor', ...OF_THE_PORTAL, '--json', '--save', file, '--config', await startBox()];
    const { stdout } = await cli(words);
    const printed = JSON.parse(stdout);
    expect(printed).toMatchObject({ checkpoint: 'thu-nghiem', version: '1.2.3', level: 'green' });
    const saved = JSON.parse(readFileSync(file, 'utf8'));
    expect(saved).toEqual(printed);
    expect(parseDoctorReport(saved)).toEqual(saved);
    expect(statSync(file).mode & 0o777).toBe(0o640);
  });

  test('of a portal that does not run is red, and names whom to call', async () => {
    const file = join(temporaryFolder(), 'checkpoint.toml');
    const { toml, stop } = await startTrial();
    writeFileSync(file, toml);
    await stop();
    const { status, stdout } = await cli(['doctor', 'portal', 'ledger', '--config', file]);
    expect(status).toBe(1);
    expect(stdout).toContain('HỎNG   Trang hướng dẫn      chương trình portal không trả lời\n');
    expect(stdout).toContain('       Xem lại:  checkpoint-portal doctor portal\n');
    expect(stdout).toContain('Cần giúp thì gọi: Tổ trực chốt, 115\n');
  });

  test('of a config that is wrong tells each of its problems, as a report too', async () => {
    const file = join(temporaryFolder(), 'checkpoint.toml');
    writeFileSync(file, '[checkpoint]\nid = "X Y"\n[access]\ninterface = "br0"\nsid = "a"\n');
    const { status, stdout } = await cli(['doctor', '--json', '--config', file]);
    expect(status).toBe(1);
    const report = parseDoctorReport(JSON.parse(stdout));
    expect(report?.level).toBe('red');
    expect(report?.checks[0]?.findings.map(({ fault }) => fault)).toContain('wrong');
    const told = await cli(['doctor', '--config', file], 'en');
    expect(told.stdout).toMatch(/BAD +The config +1: checkpoint\.name: is missing\n/);
    expect(told.stdout.match(/Meaning|Again/g)).toHaveLength(2);
    expect(told.stdout).toContain('checkpoint-portal config check');
    for (const line of told.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('knows its checks by name', async () => {
    const { status, stderr } = await cli(['doctor', 'wifi-magic', '--config', await startBox()], 'en');
    expect(status).toBe(2);
    expect(stderr).toContain('there is no check "wifi-magic"');
    expect(stderr).toContain('uplink');
  });

  test('says where a report cannot be kept', async () => {
    const words = ['doctor', 'portal', '--save', '/proc/none/report.json', '--config', await startBox()];
    const { status, stderr } = await cli(words, 'en');
    expect(status).toBe(1);
    expect(stderr).toContain('cannot write /proc/none/report.json');
  });
});

describe('the report', () => {
  test.each(['vi', 'en'] as const)('in %s: a line each where all is well, four where it is not', (tongue) => {
    const style = { tongue, colour: false };
    const told = doctorReport().checks.map((check) => tellCheck(check, style));
    const lines = told.join('').split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    // What there is nothing of on this box is not told.
    expect(told.at(-1)).toBe('');
    expect(told[2]?.split('\n')).toHaveLength(2);
    for (const label of tongue === 'vi'
      ? ['Nghĩa là:', 'Cách sửa:', 'Xem lại:']
      : ['Meaning:', 'Remedy:', 'Again:'])
      expect(told[0]).toContain(label);
  });

  test('has colours where a person looks, and the same columns', () => {
    const [check] = doctorReport().checks;
    if (!check) throw new Error('no check');
    const coloured = tellCheck(check, { tongue: 'vi', colour: true });
    expect(coloured.startsWith('\u001b[1;31mHỎNG\u001b[0m   Đường ra')).toBe(true);
    const plain = coloured.replaceAll('\u001b[1;31m', '').replaceAll('\u001b[0m', '');
    expect(plain).toBe(tellCheck(check, { tongue: 'vi', colour: false }));
  });

  test('calls nobody while nothing is red', () => {
    const contacts = [{ name: 'Tổ trực', phone: '115' }];
    const style = { tongue: 'en', colour: false } as const;
    expect(tellSummary(doctorReport(), contacts, style)).toContain('For help call: Tổ trực, 115');
    expect(tellSummary({ ...doctorReport(), level: 'yellow' }, [], style)).not.toContain('call');
  });

  test('on a terminal shows what it looks at, and clears that again', () => {
    const texts: string[] = [];
    const stdout = { isTTY: true, write: (more: string) => texts.push(more) };
    const voice = createPlainVoice({ stdout, tongue: 'en' } as never);
    voice.begins({ vi: 'Đĩa', en: 'Disk' });
    expect(texts.join('')).toBe('\r\u001b[K… looking at: Disk');
  });
});

describe('watching', () => {
  test('tells what has turned, and that nothing has', async () => {
    const rounds = [turned('green'), turned('green'), turned('red')];
    const ending = new AbortController();
    const texts: string[] = [];
    const voice = createPlainVoice({
      stdout: { write: (more: string) => texts.push(more) },
      tongue: 'en',
    } as never);
    const last = await lookOn(turned('red'), {
      look: async () => {
        const next = rounds.shift();
        return next ?? turned('red');
      },
      tell: (before, after) => {
        voice.again(before, after);
        if (rounds.length === 0) ending.abort();
      },
      everyMs: 1,
      ending: ending.signal,
    });
    expect(last.level).toBe('red');
    const text = texts.join('');
    const told = text.split('\n').filter((line) => /^\d\d:\d\d:\d\d/.test(line));
    expect(told.map((line) => line.slice(10))).toEqual([
      'Uplink: BAD -> GOOD',
      'nothing has changed',
      'Uplink: GOOD -> BAD',
    ]);
    expect(text).toContain('no route or no link');
  });

  test('a round that is broken off says nothing', async () => {
    const ending = new AbortController();
    const last = await lookOn(turned('red'), {
      look: async () => {
        ending.abort();
        return { ...turned('green'), checks: [] };
      },
      tell: () => expect.unreachable(),
      everyMs: 1,
      ending: ending.signal,
    });
    expect(last.level).toBe('red');
  });

  test('a figure that moves is no change; another fault of the same level is', () => {
    const before = doctorReport();
    const change = (fault: string, what: string): DoctorReport => ({
      ...before,
      checks: before.checks.map((check) => ({
        ...check,
        findings: check.findings.map((finding) => ({ ...finding, what: { vi: what, en: what }, fault })),
      })),
    });
    expect(changedChecks(change('low', '20 MB'), change('low', '19 MB'))).toEqual([]);
    expect(changedChecks(change('low', 'a'), change('inodes', 'a')).map(({ id }) => id)).toEqual([
      'uplink',
      'clock',
    ]);
  });
});

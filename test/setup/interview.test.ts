import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { wrap } from '../../src/cli/wrap.ts';
import { type Answers, fillConfig } from '../../src/config/answers.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Tongue } from '../../src/domain/text.ts';
import { listInterfaces, type NetworkInterface } from '../../src/setup/interfaces.ts';
import { interview } from '../../src/setup/interview.ts';
import { createPerson } from '../../src/setup/person.ts';
import { temporaryFolder } from '../doubles.ts';
import { catalog, ROOT } from '../example.ts';

const EXAMPLE = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
const INTERFACES: readonly NetworkInterface[] = [
  { name: 'eth0', kind: 'cable', driver: 'bcmgenet', carrier: true },
  { name: 'wlan0', kind: 'radio', driver: 'brcmfmac', carrier: false },
  { name: 'wlx00c0ca000000', kind: 'radio', driver: 'mt76x2u', carrier: false },
  { name: 'wwan0', kind: 'modem', driver: 'cdc_mbim', carrier: true },
];

/** Somebody at a terminal who types these lines. */
async function typing(
  lines: readonly string[],
  { known = {}, tongue = 'en' }: { known?: Answers; tongue?: Tongue } = {},
) {
  let shown = '';
  const screen = { write: (text: string) => (shown += wrap(text)) };
  const person = createPerson(Readable.from(lines.map((line) => `${line}\n`)), screen);
  const answers = await interview(person, {
    tongue,
    known,
    box: { interfaces: INTERFACES, mark: '3fa2' },
    check(given) {
      const parsed = parseConfig(fillConfig(EXAMPLE, given, true), catalog);
      return parsed.ok ? [] : parsed.problems;
    },
  });
  return { answers, shown };
}

describe('seven questions', () => {
  test('Enter takes what is offered, and that is a checkpoint', async () => {
    const { answers } = await typing(['', '', '', '', '', '', '']);
    expect(answers).toEqual({
      id: 'chot-3fa2',
      name: 'Chốt chot-3fa2',
      district: '',
      province: '',
      radio: 'wlan0',
      port: '',
      uplink: 'wwan0',
      ssid: 'KHAI BAO Y TE',
    });
  });

  test('a number names an interface; what was said before is offered', async () => {
    const known = {
      id: 'gl-01',
      name: 'Chốt 1',
      district: 'Ia Pa',
      province: 'Gia Lai',
      port: 'eth0',
      uplink: 'wwan0',
      ssid: 'X',
    };
    const { answers, shown } = await typing(['', 'Chốt 1 mới', '', '3', '4', '', ''], { known });
    expect(answers).toEqual({ ...known, name: 'Chốt 1 mới', radio: 'wlx00c0ca000000', port: '' });
    for (const offer of ['[gl-01]', '[Chốt 1]', '[Ia Pa, Gia Lai]', '[eth0]', '[wwan0]', '[X]'])
      expect(shown).toContain(offer);
  });

  test('a wrong answer is told why, and asked again', async () => {
    const { answers, shown } = await typing([
      'Gia Lai 01',
      'gl-01',
      '',
      '',
      'br0',
      'eth0',
      'eth0',
      'wwan0',
      'x'.repeat(33),
      'x',
      '0'.repeat(31),
      '0269 123 456',
    ]);
    expect(answers).toMatchObject({ id: 'gl-01', port: 'eth0', uplink: 'wwan0', ssid: 'x' });
    expect(answers).toMatchObject({ phone: '0269 123 456' });
    expect(shown.match(/ {2}! /g)?.length).toBe(5);
    expect(shown.match(/Remedy/g)?.length).toBe(5);
  });

  test('the radio of a Pi is warned of, and one that is not there', async () => {
    expect((await typing(['', '', '', 'wlan0', '', '', ''])).shown).toContain('holds some 7-10 phones');
    expect((await typing(['', '', '', 'wlan7', '', '', ''])).shown).toContain('it is not there now');
    expect((await typing(['', '', '', '3', '', '', ''])).shown).not.toContain('  ! ');
  });

  test('who goes away in between has changed nothing', async () => {
    expect((await typing(['', '', ''])).answers).toBeUndefined();
  });

  test.each(['vi', 'en'] as const)('fits a serial line of 80 columns: %s', async (tongue) => {
    const { shown } = await typing(['A', '', '', '', '', '', '', ''], { tongue });
    for (const line of shown.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });
});

test('the box`s interfaces are told apart by what the kernel says of them', () => {
  const folder = temporaryFolder();
  const add = (name: string, files: Readonly<Record<string, string>>, driver?: string) => {
    mkdirSync(join(folder, name, 'device'), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
    if (driver) symlinkSync(`/sys/bus/usb/drivers/${driver}`, join(folder, name, 'device/driver'));
  };
  add('lo', { type: '772\n' });
  add('br0', { type: '1\n', bridge: '' });
  add('eth0', { type: '1\n', carrier: '1\n' }, 'bcmgenet');
  add('wlan0', { type: '1\n', phy80211: '' }, 'brcmfmac');
  add('wwan0', { type: '1\n', carrier: '0\n' });
  expect(listInterfaces(folder)).toEqual([
    { name: 'eth0', kind: 'cable', driver: 'bcmgenet', carrier: true },
    { name: 'wlan0', kind: 'radio', driver: 'brcmfmac', carrier: false },
    { name: 'wwan0', kind: 'modem', driver: undefined, carrier: false },
  ]);
  expect(listInterfaces(join(folder, 'none'))).toEqual([]);
});

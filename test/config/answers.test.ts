import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answersOf, fillConfig, missingAnswers, parseAnswers } from '../../src/config/answers.ts';
import { setKey } from '../../src/config/edit.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { catalog, checkpointOf, ROOT } from '../example.ts';

const EXAMPLE = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
const ANSWERS = {
  id: 'gl-02',
  name: 'Chốt "2" # Ia Pa',
  district: 'Ia Pa',
  province: 'Gia Lai',
  radio: 'wlan1',
  uplink: 'eth0',
  ssid: 'Khai báo',
};

describe('an answers file', () => {
  test('is read with quotes or without, with comments, from Windows too', () => {
    const text =
      '\uFEFF# Chốt 2\r\nid = gl-02\r\nname="Chốt số 2 # Ia Pa" # tên\r\n\r\nssid = \'A"B\'\r\nuplink=eth0 # cáp\r\n';
    expect(parseAnswers(text)).toEqual({
      answers: { id: 'gl-02', name: 'Chốt số 2 # Ia Pa', ssid: 'A"B', uplink: 'eth0' },
      faults: [],
    });
  });

  test('what is not understood is told with its line and the names that there are', () => {
    const { faults } = parseAnswers('id = a\nwifi = wlan0\nhello\nname = "open\n');
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(faults[0]?.text.vi).toContain('radio, port');
  });

  test('what no checkpoint can do without is named', () => {
    expect(missingAnswers({ id: 'a', name: 'b' })).toEqual(['uplink', 'ssid', 'radio | port']);
    expect(missingAnswers(ANSWERS)).toEqual([]);
  });
});

describe('a config from answers', () => {
  test('has them, keeps the comments, and gives no telephone that is nobody`s', () => {
    const toml = fillConfig(EXAMPLE, ANSWERS, true);
    const checkpoint = checkpointOf(toml);
    expect(checkpoint).toMatchObject({
      id: 'gl-02',
      name: { vi: 'Chốt "2" # Ia Pa' },
      district: 'Ia Pa',
      contacts: [],
      access: { ssid: 'Khai báo', radio: { interface: 'wlan1' }, port: undefined },
      uplink: { interface: 'eth0' },
    });
    expect(toml).toContain('interface = "eth0"      # the 4G modem / modem 4G'.replace(/ +#/, '      #'));
    expect(toml.match(/#/g)?.length).toBeGreaterThan(30);
  });

  test('a radio gives way to a cable, with all that is a radio`s', () => {
    const radio = fillConfig(EXAMPLE, ANSWERS, true).replace('# channel = 6', 'channel = 11');
    expect(checkpointOf(radio).access.radio?.channel).toBe(11);
    const cable = checkpointOf(fillConfig(radio, { ...ANSWERS, radio: '', port: 'eth1' }, false));
    expect(cable.access).toMatchObject({ radio: undefined, port: 'eth1' });
  });

  test('an existing one keeps what nobody asks for', () => {
    const mine = EXAMPLE.replace('# [reporting]', '[reporting]')
      .replace('# push =', 'push =')
      .replace('# down_kbit', 'down_kbit');
    const parsed = parseConfig(mine, catalog);
    if (!parsed.ok) throw new Error('the example is good');
    const again = fillConfig(mine, { ...answersOf(parsed.written), ssid: 'MOI', radio: 'wlan0' }, false);
    expect(checkpointOf(again)).toMatchObject({
      contacts: [{ phone: '0269 000 000' }],
      name: { en: 'Checkpoint 1, Ayun Pa' },
      access: { ssid: 'MOI' },
      uplink: { downKbit: 20000 },
      reporting: { push: { url: 'https://hub.example.vn' } },
    });
  });

  test('a contact becomes the only one', () => {
    const { contacts } = checkpointOf(
      fillConfig(EXAMPLE, { ...ANSWERS, contact: 'Anh Tú', phone: '0269 1' }, true),
    );
    expect(contacts).toEqual([{ name: 'Anh Tú', phone: '0269 1' }]);
  });
});

describe('one setting of a text', () => {
  test.each([
    ['over its line', '[a]\nx = "1#2" # why\ny = 3', '[a]\nx = 9 # why\ny = 3'],
    ['over one behind a #', '[a]\n# x = 1   # why\ny = 3', '[a]\nx = 9   # why\ny = 3'],
    ['below its header', '[a] # the first\ny = 3', '[a] # the first\nx = 9\ny = 3'],
    [
      'not in the next table, nor in one behind a #',
      '[a]\ny = 3\n# [b]\n# x = 1\n[c]\nx = 2',
      '[a]\nx = 9\ny = 3\n# [b]\n# x = 1\n[c]\nx = 2',
    ],
    ['in a table of its own', 'y = 3', 'y = 3\n\n[a]\nx = 9\n'],
  ])('%s', (_, before, after) => {
    expect(setKey(before, ['a', 'x'], '9')).toBe(after);
  });

  test('none puts it behind a #', () => {
    expect(setKey('[a]\nx = 1 # why', ['a', 'x'])).toBe('[a]\n# x = 1 # why');
    expect(setKey('[a]\ny = 1', ['b', 'x'])).toBe('[a]\ny = 1');
  });
});

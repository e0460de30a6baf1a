import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { oweInterface, renderHostapd } from '../../src/domain/rules/hostapd.ts';
import { NETWORK_FILES } from '../../src/domain/rules/networkd.ts';
import { renderModules, renderSysctl } from '../../src/domain/rules/sysctl.ts';
import { UNITS } from '../../src/domain/rules/units.ts';
import { renderFolders, renderUsers } from '../../src/domain/rules/users.ts';
import { exampleCheckpoint } from '../example.ts';

const radio = { interface: 'wlan0', channel: 6, country: 'VN', owe: false };
const withRadio = withAccess({ radio, port: 'eth1' });

/** The files by name, those that do not apply left out. */
function filesOf(
  rows: Readonly<Record<string, (checkpoint: Checkpoint) => string | undefined>>,
  checkpoint: Checkpoint,
): string {
  return Object.entries(rows)
    .flatMap(([name, make]) => {
      const text = make(checkpoint);
      return text === undefined ? [] : [`# ---- ${name}\n${text}`];
    })
    .join('\n');
}

describe('the golden files', () => {
  test.each([
    ['hostapd.conf', renderHostapd(withRadio)],
    ['hostapd-owe.conf', renderHostapd(withAccess({ radio: { ...radio, owe: true } }))],
    ['sysctl.conf', renderSysctl(withRadio)],
    ['modules.conf', renderModules()],
    ['sysusers.conf', renderUsers()],
    ['tmpfiles.conf', renderFolders(withRadio)],
    ['networkd', filesOf(NETWORK_FILES, withRadio)],
    ['units', filesOf(UNITS, withRadio)],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../golden/${name}`);
  });
});

describe('hostapd', () => {
  test('has no file where an access point of its own serves the phones', () => {
    expect(renderHostapd(exampleCheckpoint())).toBeUndefined();
    expect(filesOf(UNITS, exampleCheckpoint())).not.toContain('hostapd');
  });

  test('is on 5 GHz with channels that only 5 GHz has', () => {
    expect(renderHostapd(withAccess({ radio: { ...radio, channel: 36 } }))).toContain('hw_mode=a\n');
    expect(renderHostapd(withAccess({ radio: { ...radio, channel: 13 } }))).toContain('hw_mode=g\n');
  });

  test('gives the second network a name that the kernel takes', () => {
    expect(oweInterface('wlan0')).toBe('wlan0-owe');
    expect(oweInterface('wlxaabbccddeeff')).toBe('wlxaabbccdd-owe');
  });
});

describe('networkd', () => {
  test('leaves an interface as it is that the technician has made, and gives it its address', () => {
    const files = filesOf(NETWORK_FILES, exampleCheckpoint());
    expect(files).not.toMatch(/\[NetDev\]|Bridge=/);
    expect(files).toContain('Address=10.77.0.1/22');
  });

  test('isolates what is plugged into the bridge', () => {
    const owe = withAccess({ radio: { ...radio, owe: true }, port: 'eth1' });
    expect(filesOf(NETWORK_FILES, withRadio).match(/^Isolated=yes$/gm)).toHaveLength(2);
    expect(filesOf(NETWORK_FILES, owe).match(/^Isolated=yes$/gm)).toHaveLength(3);
  });
});

function withAccess(access: Partial<Checkpoint['access']>): Checkpoint {
  const example = exampleCheckpoint();
  return { ...example, access: { ...example.access, ...access } };
}

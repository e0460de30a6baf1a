import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { DROP_INS, renderFolders } from '../../src/domain/rules/drop-ins.ts';
import { HOST_FILES } from '../../src/domain/rules/host.ts';
import { oweInterface, renderHostapd } from '../../src/domain/rules/hostapd.ts';
import { renderNetworkManager } from '../../src/domain/rules/network-manager.ts';
import { NETWORK_FILES } from '../../src/domain/rules/networkd.ts';
import { renderSysctl } from '../../src/domain/rules/sysctl.ts';
import { exampleCheckpoint } from '../example.ts';

const radio = { interface: 'wlan0', channel: 6, country: 'VN', owe: false };
const withRadio = withAccess({ radio, port: 'eth1' });
const elsewhere: Checkpoint = {
  ...withRadio,
  gate: { ...withRadio.gate, socket: '/run/other/gate.sock' },
  storage: { directory: '/data/checkpoint', controlSocket: '/run/other/portal.sock' },
};

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
    ['tmpfiles.conf', renderFolders(elsewhere)],
    [
      'network-manager.conf',
      renderNetworkManager(withAccess({ radio: { ...radio, owe: true }, port: 'eth1' })),
    ],
    ['networkd', filesOf(NETWORK_FILES, withRadio)],
    ['host', filesOf(HOST_FILES, withRadio)],
    ['drop-ins', filesOf(DROP_INS, elsewhere)],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../golden/${name}`);
  });
});

describe('hostapd', () => {
  test('has no file where an access point of its own serves the phones', () => {
    expect(renderHostapd(exampleCheckpoint())).toBeUndefined();
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

describe('the drop-ins of units', () => {
  test('are none where the units hold as they are', () => {
    const usual = { gate: { ...withRadio.gate, socket: '/run/checkpoint-portal/gate.sock' } };
    const storage = {
      directory: '/var/lib/checkpoint-portal',
      controlSocket: '/run/checkpoint-portal/portal.sock',
    };
    const { access } = exampleCheckpoint();
    expect(filesOf(DROP_INS, { ...withRadio, ...usual, storage, access })).toBe('');
    expect(renderFolders({ ...withRadio, ...usual, storage })).toBeUndefined();
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

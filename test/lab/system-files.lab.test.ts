import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UNITS } from '../../src/domain/rules/names.ts';
import { REPOSITORY } from './build.ts';
import { run } from './command.ts';
import { installUnits } from './units.ts';

const SYSTEM = 'etc/checkpoint-portal/system';
const UNIT_FILES = join(REPOSITORY, 'deploy/systemd');

const CONFIGS = {
  'an access point of its own': 'ssid = "KHAI BAO Y TE"\nport = "eth1"',
  'an open radio': 'ssid = "KHAI BAO Y TE"\nradio = "wlan0"',
  'a name with accents and quotes': `ssid = 'Chốt "1" Ayun Pa \\ #'\nradio = "wlan0"`,
  'the longest name, 5 GHz': 'ssid = "Chốt kiểm soát y tế Pa"\nradio = "wlan0"\nchannel = 36',
  'encryption without a password': 'ssid = "KHAI BAO Y TE"\nradio = "wlxaabbccddeeff"\nowe = true',
} as const;
/** What `systemd-analyze security` may say of a unit at most, in tenths. hostapd and the doctor are root's. */
const EXPOSURE = {
  portal: 15,
  gate: 20,
  dnsmasq: 19,
  offline: 19,
  firewall: 19,
  hostapd: 27,
  doctor: 46,
} as const;
const RADIOS = Object.entries(CONFIGS).filter(([, access]) => access.includes('radio'));
const ALL = Object.entries(CONFIGS);

/** Each file is read by the program that it is for. */
describe('what render makes, and the units of the package', () => {
  test.each(ALL)('nft takes the rules: %s', async (_, access) => {
    await run(['nft', '-c', '-f', join(await render(access), SYSTEM, 'nftables.conf')]);
  });

  test.each(ALL)('dnsmasq takes its files: %s', async (_, access) => {
    const folder = join(await render(access), SYSTEM);
    const files = readdirSync(folder).filter((name) => name.startsWith('dnsmasq'));
    expect(files).toContain('dnsmasq.conf');
    for (const file of files) await run(['dnsmasq', '--test', '-C', join(folder, file)]);
  });

  test.each(RADIOS)('hostapd takes its file: %s', async (_, access) => {
    const root = await render(access);
    const { code, said } = await tryHostapd(root);
    expect({ code, complaints: said.match(/^Line .*|.*[Ii]nvalid.*/gm) }).toEqual({
      code: 124,
      complaints: null,
    });
  });

  test('tc understands the queues, whether or not this kernel has them', async () => {
    const file = join(await render(CONFIGS['an open radio']), SYSTEM, 'shaping.tc');
    const devices = 'ip link add wan0 type veth peer name br0; ip link add ifb-guest type ifb';
    const said = await run([
      'unshare',
      '--net',
      'sh',
      '-c',
      `${devices}; tc -force -batch ${file} 2>&1 || true`,
    ]);
    // A kernel's refusal names the kind; what tc does not understand it answers with "What is …" or "Illegal …".
    expect(said.match(/What is .*|Illegal .*|Unknown .*|Usage.*/g)).toBe(null);
  });

  test('hostapd would have said so', async () => {
    const root = await render(CONFIGS['an open radio'], (text) => `${text}\nwpa_key_mgmt=OWL\n`);
    expect(await tryHostapd(root)).toMatchObject({ code: 1, said: expect.stringContaining('Line ') });
  });

  test.each(ALL)('systemd takes the units, without a word: %s', async (_, access) => {
    const root = await render(access);
    expect(await verify(root)).toBe('');
  });

  test('a program of ours is a unit of the package, and the privacy audit reads its journal', () => {
    const services = readdirSync(UNIT_FILES).filter((name) => name.endsWith('.service'));
    expect(services).toEqual([...UNITS].sort());
  });

  test.each(Object.entries(EXPOSURE))('%s is exposed to no more than %s tenths', async (unit, most) => {
    const file = join(UNIT_FILES, `checkpoint-${unit}.service`);
    await run(['systemd-analyze', 'security', '--offline=true', `--threshold=${most}`, '--no-pager', file]);
  });

  test('a unit without walls would be too much', async () => {
    const file = join(await render(CONFIGS['an open radio']), 'checkpoint-bare.service');
    writeFileSync(file, '[Service]\nExecStart=/usr/bin/checkpoint-portal portal\n');
    const words = ['security', '--offline=true', '--threshold=15', '--no-pager', file];
    await expect(run(['systemd-analyze', ...words])).rejects.toThrow('security');
  });

  test('systemd would have said so', async () => {
    const root = await render(CONFIGS['an open radio']);
    rmSync(join(root, 'usr/bin/checkpoint-portal'));
    expect(await verify(root)).toContain('is not executable');
  });

  test('systemd makes the users and their folders', async () => {
    const root = await render(CONFIGS['an open radio']);
    const complaints = await run(['sh', '-c', `systemd-sysusers --root=${root} 2>&1`]);
    expect(complaints).not.toMatch(/not|fail/i);
    await run(['systemd-tmpfiles', `--root=${root}`, '--create']);
    const made = ['run', 'var/lib'].map((place) => join(root, place, 'checkpoint-portal'));
    expect((await run(['stat', '--format=%a %u', ...made])).trim()).toMatch(/^1770 0\n700 \d+$/);
  });

  // The size of the tables of neighbours and connections is the whole machine's: test/radio looks at it.
  test('the kernel knows every setting that a namespace has', async () => {
    const file = join(await render(CONFIGS['an open radio']), 'etc/sysctl.d/90-checkpoint-portal.conf');
    const links = 'ip link add br0 type bridge && ip link add wan0 type veth peer name wan1';
    const values = 'cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/wan0/accept_ra';
    const script = `${links} && grep -vE 'gc_thresh|conntrack_max' ${file} | sysctl --quiet -p - && ${values} && cat /proc/sys/net/ipv4/conf/br0/rp_filter`;
    expect(await run(['unshare', '--net', 'sh', '-c', script])).toBe('1\n2\n1\n');
  });
});

/** Renders all files under a new root, with what else a root needs for systemd's own tools. */
async function render(access: string, change = (hostapd: string) => hostapd): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'checkpoint-files-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const config = join(root, 'checkpoint.toml');
  const text = `[checkpoint]\nid = "gl-ayunpa-01"\nname = { vi = "Chốt" }\n[access]\ninterface = "br0"\n${access}\n`;
  writeFileSync(config, `${text}[uplink]\ninterface = "wan0"\ndown_kbit = 20000\nup_kbit = 5000\n`);
  await run([
    process.execPath,
    join(REPOSITORY, 'dist/main.js'),
    'render',
    '--config',
    config,
    '--out',
    root,
  ]);
  if (access.includes('radio')) {
    const file = join(root, SYSTEM, 'hostapd.conf');
    writeFileSync(file, change(await run(['sed', 's/^driver=.*/driver=none/', file])));
  }
  cpSync('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true });
  await installUnits(root);
  for (const program of [
    'usr/bin/checkpoint-portal',
    'usr/sbin/nft',
    'usr/sbin/dnsmasq',
    'usr/sbin/hostapd',
    'bin/kill',
    'bin/systemctl',
  ]) {
    mkdirSync(dirname(join(root, program)), { recursive: true });
    writeFileSync(join(root, program), '');
    chmodSync(join(root, program), 0o755);
  }
  return root;
}

/** 124 is timeout's: hostapd has read its file and runs. It prints one line for each fault. */
async function tryHostapd(root: string): Promise<{ code: number; said: string }> {
  const script = `timeout 1 hostapd ${join(root, SYSTEM, 'hostapd.conf')} 2>&1; echo "ended with $?"`;
  const said = await run([
    'unshare',
    '--net',
    '--mount',
    'sh',
    '-c',
    `mount -t tmpfs none /run && ${script}`,
  ]);
  return { code: Number(said.match(/ended with (\d+)/)?.[1]), said };
}

/** What systemd has to say about the units. An unknown key is a warning of its, with a good exit status. */
async function verify(root: string): Promise<string> {
  const units = readdirSync(UNIT_FILES).filter((name) => name.startsWith('checkpoint-'));
  return run(['sh', '-c', `systemd-analyze verify --root=${root} ${units.join(' ')} 2>&1 || true`]);
}

import { readFileSync } from 'node:fs';
import { expect, find, sh, until } from '../../machine/programs/shell.ts';

const UNITS = ['firewall', 'gate', 'portal', 'dnsmasq', 'offline', 'hostapd'].map(
  (name) => `checkpoint-${name}.service`,
);

/** The box as systemd has started it. */
export async function findBox(): Promise<void> {
  await find('the machine is up', async () => `at ${uptime()} s`);
  await find('the firewall is there before any network', async () => {
    const [firewall = '', networkd = ''] = await Promise.all(
      ['checkpoint-firewall', 'systemd-networkd'].map((unit) =>
        sh(`systemctl show -p ActiveEnterTimestampMonotonic --value ${unit}`),
      ),
    );
    expect(Number(firewall) > 0 && Number(firewall) < Number(networkd), `${firewall} and ${networkd}`);
    return `${seconds(firewall)} s before ${seconds(networkd)} s`;
  });
  await find('the access point is on the air', async () => {
    await until('hostapd enabled', 90, async () => {
      const said = await sh('hostapd_cli -i wlan0 status', 5);
      if (said.includes('state=ENABLED')) return true;
      throw new Error(said.split('\n').slice(0, 3).join(' '));
    });
    return `at ${uptime()} s`;
  });
  await find('the box has started', async () => {
    const said = await until('started', 120, () => sh('systemd-analyze time'));
    return said.split('\n')[0] ?? '';
  });
  for (const unit of UNITS) {
    await find(`${unit} runs`, async () => {
      await until('active', 30, async () => (await sh(`systemctl is-active ${unit}`)) === 'active');
      const restarts = Number(await sh(`systemctl show -p NRestarts --value ${unit}`));
      expect(
        restarts === 0,
        `${restarts} restarts: ${await sh(`journalctl -u ${unit} -o cat -n 5 --no-pager`)}`,
      );
      return '';
    });
  }
  await findNetwork();
}

async function findNetwork(): Promise<void> {
  await find('the bridge has both addresses, and the IPv6 one is not tentative', async () => {
    const said = await sh('ip -oneline address show br0 scope global');
    expect(said.includes('10.77.0.1/22') && /inet6 fd\S+::1\/64/.test(said), said);
    expect(!said.includes('tentative'), said);
    return '';
  });
  await find('the uplink has an address and a route', async () => {
    await until('route', 30, async () => (await sh('ip route show default')).includes('203.0.113.1'));
    return sh('ip -4 -brief address show wan0');
  });
  await find('the radio is an isolated port of the bridge', async () => {
    const said = await until('a port', 20, async () => {
      const link = await sh('ip -d link show wlan0');
      return link.includes('master br0') && link.includes('isolated on') && link;
    });
    return said.match(/isolated \w+/)?.[0] ?? '';
  });
  await find('the kernel has its settings', async () => {
    const wanted = readFileSync('/etc/sysctl.d/90-checkpoint-portal.conf', 'utf8').matchAll(
      /^-?(net\S+) = (\d+)$/gm,
    );
    const wrong = [];
    for (const [, key = '', value] of wanted) {
      const is = await sh(`cat /proc/sys/${key}`).catch(() => 'missing');
      if (is !== value && !key.startsWith('net/bridge/')) wrong.push(`${key}=${is}`);
    }
    // networkd hears the uplink's routers itself, and keeps the kernel from doing so too.
    const others = wrong.filter((row) => row !== 'net/ipv6/conf/wan0/accept_ra=0');
    expect(others.length === 0, others.join(' '));
    return wrong.join(' ');
  });
  await find('the folder of sockets is shared and sticky', async () => {
    const said = await sh('stat --format="%a %U %G" /run/checkpoint-portal');
    expect(said === '1770 root checkpoint-portal', said);
    return said;
  });
  await find('traffic is shared fairly on the uplink', async () => {
    // On the way up, and on an ifb on the way down.
    const cakes = await until('two cakes', 15, async () => {
      const said = await sh('tc qdisc show');
      const rows = said.match(/^qdisc cake .*/gm) ?? [];
      if (rows.length >= 2) return rows;
      throw new Error(said.replaceAll(/^(qdisc \S+) \S+ (dev \S+).*$/gm, '$1 $2').replaceAll('\n', ', '));
    });
    return cakes.map((row) => row.match(/dev \S+|bandwidth \S+/g)?.join(' ')).join(', ');
  });
}

function uptime(): string {
  return readFileSync('/proc/uptime', 'utf8').split(' ')[0] ?? '';
}

function seconds(microseconds: string): string {
  return (Number(microseconds) / 1e6).toFixed(1);
}

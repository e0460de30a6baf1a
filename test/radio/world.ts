import { GATEWAY, GATEWAY6, VIETNAM_ADDRESS, WEB_ADDRESS, WEB_ADDRESS6 } from '../lab/internet.ts';

/** One thing that the trial looked at. Times are the emulated machine's own, of one core and a milliard instructions a second. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
  readonly detail: string;
}

export function parseFinding(line: string): Finding | undefined {
  const at = line.indexOf('{"name"');
  if (at < 0) return undefined;
  try {
    return JSON.parse(line.slice(at)) as Finding;
  } catch {
    return undefined;
  }
}

/** The access point's radio and one for each phone; all hear each other. */
const RADIOS = 6;
const INTERNET = 'NetworkNamespacePath=/run/netns/internet';

/** The files of the world around the box, by their place on it: radios, the internet behind `wan0`, and the trial itself. */
export function worldFiles(app: string): Readonly<Record<string, string>> {
  const node = `/${app}/node /${app}`;
  return {
    'etc/modprobe.d/trial.conf': `options mac80211_hwsim radios=${RADIOS}\n`,
    'etc/modules-load.d/trial.conf': 'mac80211_hwsim\n',
    'etc/hostname': 'checkpoint\n',
    'etc/systemd/system/trial-world.service': `[Unit]
DefaultDependencies=no
After=systemd-modules-load.service local-fs.target
Before=network-pre.target systemd-networkd.service
Wants=network-pre.target
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -e /${app}/world
`,
    [`${app}/world`]: WORLD,
    'etc/systemd/system/trial-names.service': `[Unit]
After=trial-world.service
Requires=trial-world.service
[Service]
${INTERNET}
ExecStart=/usr/sbin/dnsmasq ${NAMES}
`,
    'etc/systemd/system/trial-web.service': `[Unit]
After=trial-world.service
Requires=trial-world.service
[Service]
${INTERNET}
ExecStart=${node}/dist/lab/internet.js /${app}/test/fixtures/probes.json /etc/trial.key /etc/trial.crt
`,
    'etc/systemd/system/trial.service': `[Unit]
Wants=trial-world.service trial-names.service trial-web.service
After=trial-world.service
[Service]
ExecStart=/bin/sh -c 'exec ${node}/dist/radio/trial.js > /dev/ttyS1 2> /dev/ttyS0'
ExecStopPost=/bin/systemctl poweroff --force --force
RuntimeMaxSec=1080
[Install]
WantedBy=multi-user.target
`,
  };
}

const WORLD = `ip netns add internet
ip link add wan0 type veth peer name wan0 netns internet
ip -n internet link set lo up
ip -n internet address add ${GATEWAY}/24 dev wan0
ip -n internet address add ${WEB_ADDRESS}/32 dev lo
ip -n internet address add ${VIETNAM_ADDRESS}/32 dev lo
ip -n internet address add ${GATEWAY6}/64 dev wan0 nodad
ip -n internet address add ${WEB_ADDRESS6}/128 dev lo
# A router, or the box would not keep its route through it.
ip netns exec internet sysctl -qw net.ipv6.conf.all.forwarding=1
ip -n internet link set wan0 up
`;

/** As in the lab: every name is there, one over IPv6 only; and the uplink's DHCP and router. */
const NAMES = [
  '--keep-in-foreground --conf-file=/dev/null --no-resolv --no-hosts --no-ping --user=root --pid-file=',
  `--log-facility=/dev/null --local=/#/ --address=/#/${WEB_ADDRESS} --address=/vn/${VIETNAM_ADDRESS}`,
  `--address=/ipv6.msftconnecttest.com/${WEB_ADDRESS6} --enable-ra --dhcp-range=2001:2:0:1::,ra-only,64`,
  '--dhcp-authoritative --dhcp-range=203.0.113.50,203.0.113.99,1h --dhcp-leasefile=/run/trial.leases',
].join(' ');

import { join } from 'node:path';
import { run } from '../lab/command.ts';
import { GATEWAY, GATEWAY6, VIETNAM_ADDRESS, WEB_ADDRESS, WEB_ADDRESS6 } from '../lab/internet.ts';

const INTERNET = 'NetworkNamespacePath=/run/netns/internet';

export interface World {
  /** Where the world has a Debian of its own on the box, so that nothing of it is of help to the box; none: the box's own. */
  readonly place?: string;
  /** Within that: the folder of our programs, with `node`, `dist` and the probes' fixture. */
  readonly app: string;
  /** The trial's program, in `dist`. */
  readonly trial: string;
  /** The access point's radio and one for each phone; all hear each other. */
  readonly radios: number;
  /** The serial line of the trial's findings, and the kernel's. */
  readonly findings: string;
  readonly console: string;
  /** The machine turns itself off then; `infinity` for one whose power is cut. */
  readonly seconds: number | 'infinity';
}

/** The files of the world around the box, by their place on it: radios, the internet behind `wan0`, and the trial itself. */
export function worldFiles(world: World): Readonly<Record<string, string>> {
  const { place, app, radios } = world;
  const enter = place ? `/usr/sbin/chroot /${place} ` : '';
  const node = `${enter}/${app}/node /${app}`;
  return {
    'etc/modprobe.d/trial.conf': `options mac80211_hwsim radios=${radios}\n`,
    'etc/modules-load.d/trial.conf': 'mac80211_hwsim\n',
    'etc/systemd/system/trial-world.service': `[Unit]
DefaultDependencies=no
After=systemd-modules-load.service local-fs.target
Before=network-pre.target systemd-networkd.service
Wants=network-pre.target
[Service]
Type=oneshot
RemainAfterExit=yes
${place ? doorOf(place) : ''}ExecStart=${enter}/bin/sh -e /${app}/world
`,
    [`${place ? `${place}/` : ''}${app}/world`]: WORLD,
    'etc/systemd/system/trial-names.service': `[Unit]
After=trial-world.service
Requires=trial-world.service
[Service]
${INTERNET}
ExecStart=${enter}/usr/sbin/dnsmasq ${NAMES}
`,
    'etc/systemd/system/trial-web.service': `[Unit]
After=trial-world.service
Requires=trial-world.service
[Service]
${INTERNET}
ExecStart=${node}/dist/lab/internet.js /${app}/test/fixtures/probes.json /${app}/trial.key /${app}/trial.crt
`,
    'etc/systemd/system/trial-time.service': `[Unit]
After=trial-world.service
Requires=trial-world.service
[Service]
${INTERNET}
ExecStart=${node}/dist/trial/machine/programs/time.js
`,
    'etc/systemd/system/trial.service': `[Unit]
Wants=trial-world.service trial-names.service trial-web.service trial-time.service
After=trial-world.service
[Service]
ExecStart=/bin/sh -c 'exec ${node}/dist/${world.trial} > /dev/${world.findings} 2> /dev/${world.console}'
ExecStopPost=/bin/systemctl poweroff --force --force
RuntimeMaxSec=${world.seconds}
[Install]
WantedBy=multi-user.target
`,
  };
}

/** Where phones write: in memory, as the box's card may be only read. */
export const WRITTEN = ['tmp', 'var/tmp', 'etc/netns'] as const;

/** What a Debian within the box sees of it. A root that is no mount point cannot have namespaces of its own. */
function doorOf(place: string): string {
  const seen = ['proc', 'sys', 'dev', 'run'].map((name) => `--rbind /${name} /${place}/${name}`);
  const own = WRITTEN.map((name) => `-t tmpfs tmpfs /${place}/${name}`);
  const mounts = [`--bind /${place} /${place}`, ...seen, ...own];
  return mounts.map((words) => `ExecStart=/bin/mount ${words}\n`).join('');
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

/** The one certificate of the whole web, which signs itself. */
export async function makeCertificate(folder: string): Promise<void> {
  const files = ['-keyout', join(folder, 'trial.key'), '-out', join(folder, 'trial.crt')] as const;
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'] as const;
  await run([
    'openssl',
    'req',
    '-x509',
    ...curve,
    '-days',
    '2',
    '-subj',
    '/CN=The pretend internet',
    ...files,
  ]);
}

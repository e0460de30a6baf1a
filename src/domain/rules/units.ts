import type { Checkpoint } from '../checkpoint.ts';
import { RUN } from './names.ts';
import { GATE_USER, PORTAL_USER } from './users.ts';

type Unit = (checkpoint: Checkpoint) => string | undefined;

const PROGRAM = '/usr/bin/checkpoint-portal';
const SYSTEM = '/etc/checkpoint-portal/system';

/** The files of `/etc/systemd/system`, one row a program. */
export const UNITS: Readonly<Record<string, Unit>> = {
  'checkpoint-firewall.service': () => firewall,
  'checkpoint-gate.service': gate,
  'checkpoint-portal.service': portal,
  'checkpoint-dnsmasq.service': () => dnsmasq({ file: 'dnsmasq', text: 'addresses and names for guests' }),
  'checkpoint-offline.service': () =>
    dnsmasq({ file: 'dnsmasq-offline', text: 'names for guests while the uplink is down' }),
  'checkpoint-hostapd.service': ({ access }) =>
    access.radio && hostapd(access.radio.interface, access.interface),
};

const MADE = '# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.\n';

/** Half a second, for ever: nobody at the barrier can start it again. */
const RESTART = `Restart=always
RestartSec=500ms`;

/** Their memory is full of phones' addresses, and what they write in /run is counted as theirs. */
const NOT_ON_DISK = `LimitCORE=0
MemorySwapMax=0`;

/** A walled garden that was emptied is filled from upstream answers, so dnsmasq has to forget those that it keeps. */
const REFILL = '/bin/systemctl --quiet kill --signal=HUP checkpoint-dnsmasq.service';

/**
 * Before any network is up, and after the distribution's own rules, whose file begins with "flush ruleset". Whoever restarts or
 * reloads those gets ours again at once.
 */
const firewall = `${MADE}[Unit]
Description=Checkpoint: the guests' firewall, closed until the gate opens it
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target sysinit.target shutdown.target
After=nftables.service systemd-modules-load.service
Conflicts=shutdown.target
PartOf=nftables.service
ReloadPropagatedFrom=nftables.service

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f ${SYSTEM}/nftables.conf
ExecStartPost=-${REFILL}
ExecReload=/usr/sbin/nft -f ${SYSTEM}/nftables.conf
ExecReload=-${REFILL}

[Install]
WantedBy=sysinit.target
`;

/** Without ProtectKernelTunables: the gate mends the kernel's forwarding when somebody turns it off. */
function gate(checkpoint: Checkpoint): string {
  return `${MADE}[Unit]
Description=Checkpoint: lets phones through the firewall
After=checkpoint-firewall.service
Wants=checkpoint-firewall.service
StartLimitIntervalSec=0

[Service]
ExecStart=${PROGRAM} gate
SyslogIdentifier=checkpoint-gate
User=${GATE_USER}
Group=${PORTAL_USER}
AmbientCapabilities=CAP_NET_ADMIN
CapabilityBoundingSet=CAP_NET_ADMIN
${RESTART}
${confinement([folderOf(checkpoint.gate.socket), RUN])}
RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6

[Install]
WantedBy=multi-user.target
`;
}

function portal({ gate: { socket }, storage }: Checkpoint): string {
  return `${MADE}[Unit]
Description=Checkpoint: the guide for travelers, and the report
After=checkpoint-gate.service
Wants=checkpoint-gate.service
StartLimitIntervalSec=0

[Service]
ExecStart=${PROGRAM} portal
User=${PORTAL_USER}
Group=${PORTAL_USER}
CapabilityBoundingSet=
${RESTART}
${confinement([storage.directory, folderOf(storage.controlSocket), folderOf(socket)])}
ProtectKernelTunables=yes
# Netlink tells it which phone has which address.
RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6

[Install]
WantedBy=multi-user.target
`;
}

/** Of the gate's user, so that the gate may signal it. */
function dnsmasq({ file, text }: { file: string; text: string }): string {
  const rights = 'CAP_NET_ADMIN CAP_NET_RAW CAP_NET_BIND_SERVICE';
  return `${MADE}[Unit]
Description=Checkpoint: ${text}
# It fills a set of the firewall, and does not look whether that is there.
After=checkpoint-firewall.service
Wants=checkpoint-firewall.service
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/sbin/dnsmasq --keep-in-foreground --conf-file=${SYSTEM}/${file}.conf
ExecReload=/bin/kill -HUP $MAINPID
User=${GATE_USER}
Group=${PORTAL_USER}
AmbientCapabilities=${rights}
CapabilityBoundingSet=${rights}
${RESTART}
${confinement([RUN])}
ProtectKernelTunables=yes
# Packets for DHCP, before there is an address.
RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6 AF_PACKET

[Install]
WantedBy=multi-user.target
`;
}

/** As root: hostapd has no other way. Without PrivateTmp: hostapd_cli, which a technician asks, takes its answers in /tmp. */
function hostapd(radio: string, bridge: string): string {
  const devices = [radio, bridge]
    .map((name) => `sys-subsystem-net-devices-${escapeUnit(name)}.device`)
    .join(' ');
  return `${MADE}[Unit]
Description=Checkpoint: the WiFi
Wants=${devices}
After=network-pre.target ${devices}
StartLimitIntervalSec=0

[Service]
ExecStart=/usr/sbin/hostapd ${SYSTEM}/hostapd.conf
ExecReload=/bin/kill -HUP $MAINPID
# It says which phone has come and gone, and cannot be told not to.
StandardOutput=null
StandardError=null
RuntimeDirectory=hostapd
CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW
${RESTART}
${NOT_ON_DISK}
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6 AF_PACKET

[Install]
WantedBy=multi-user.target
`;
}

/** What none of our programs needs. Not MemoryDenyWriteExecute: Node makes code as it runs. */
function confinement(writable: readonly string[]): string {
  return `${NOT_ON_DISK}
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=${[...new Set(writable)].join(' ')}
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native`;
}

function folderOf(file: string): string {
  return file.replace(/\/[^/]*$/, '');
}

/** systemd.unit(5): what is no letter, digit, ":", "_" or "." of a name is written as its code. */
function escapeUnit(name: string): string {
  return name.replace(/[^A-Za-z0-9:_.]/g, (sign) => `\\x${(sign.codePointAt(0) ?? 0).toString(16)}`);
}

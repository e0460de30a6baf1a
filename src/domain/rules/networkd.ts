import type { Checkpoint } from '../checkpoint.ts';
import { oweInterface } from './hostapd.ts';
import { LINK_LOCAL } from './names.ts';

/** A file of systemd-networkd, or undefined where this checkpoint has no such thing. */
type NetworkFile = (checkpoint: Checkpoint) => string | undefined;

const MADE = '# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.\n';
/** Other networks of the box, and of its distribution, are matched after ours. */
const ORDER = '10-checkpoint';

/** The files of `/etc/systemd/network`. A wired port or a radio is plugged into a bridge; anything else only gets its address. */
export const NETWORK_FILES: Readonly<Record<string, NetworkFile>> = {
  [`${ORDER}-guests.netdev`]: (checkpoint) => (hasBridge(checkpoint) ? bridge(checkpoint) : undefined),
  [`${ORDER}-guests.network`]: guests,
  [`${ORDER}-port.network`]: ({ access }) =>
    access.port === undefined ? undefined : plugged(access.port, access.interface),
  [`${ORDER}-radio.network`]: ({ access: { radio, interface: name } }) =>
    radio && plugged(radio.interface, name, AP),
  [`${ORDER}-radio-owe.network`]: ({ access: { radio, interface: name } }) =>
    radio?.owe ? plugged(oweInterface(radio.interface), name) : undefined,
  [`${ORDER}-uplink.network`]: uplink,
};

/** A radio cannot be plugged in before hostapd has made an access point of it; its second network is one from the start. */
const AP = 'WLANInterfaceType=ap\n';

function hasBridge({ access }: Checkpoint): boolean {
  return access.radio !== undefined || access.port !== undefined;
}

function bridge({ access }: Checkpoint): string {
  return `${MADE}[NetDev]
Name=${access.interface}
Kind=bridge

[Bridge]
# There is no second way round, and a phone that must wait 30 s for its first frame has given up.
STP=no
ForwardDelaySec=0
`;
}

/** The address is there before the first phone is, so that dnsmasq and the portal can take it. */
function guests({ access, guest }: Checkpoint): string {
  const ipv6 = guest.ipv6
    ? `
[Address]
Address=${guest.ipv6.address}/64
# Nobody else has this address, and until the kernel had made sure of that no program could listen on it.
DuplicateAddressDetection=none

[Address]
Address=${LINK_LOCAL}/64
DuplicateAddressDetection=none
`
    : '';
  return `${MADE}[Match]
Name=${access.interface}

[Link]
RequiredForOnline=no

[Network]
ConfigureWithoutCarrier=yes
IgnoreCarrierLoss=yes
KeepConfiguration=static
LinkLocalAddressing=no
DHCP=no
IPv6AcceptRA=no
LLMNR=no
MulticastDNS=no
EmitLLDP=no
LLDP=no
Address=${guest.address}/${guest.subnet.length}
${ipv6}`;
}

/** Isolated: what is plugged into one port does not reach what is plugged into another. */
function plugged(name: string, into: string, match = ''): string {
  return `${MADE}[Match]
Name=${name}
${match}
[Link]
RequiredForOnline=no

[Network]
Bridge=${into}
LinkLocalAddressing=no
IPv6AcceptRA=no
LLDP=no
EmitLLDP=no

[Bridge]
Isolated=yes
`;
}

/** Nothing on this box waits for the uplink: the guide is there without it. */
function uplink({ uplink: { interface: name } }: Checkpoint): string {
  return `${MADE}[Match]
Name=${name}

[Link]
RequiredForOnline=no

[Network]
DHCP=yes
# networkd would listen to no router while this box is one itself.
IPv6AcceptRA=yes
LLMNR=no
MulticastDNS=no
EmitLLDP=no
LLDP=no

[DHCPv4]
# Not even the box's name is the provider's to choose.
UseHostname=no
`;
}

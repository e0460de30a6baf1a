import type { Checkpoint, Radio } from '../checkpoint.ts';
import { size } from '../ipv4.ts';

/** IEEE 802.11 numbers stations from 1 to 2007. */
const STATIONS_AT_MOST = 2007;
/** The kernel's limit for the name of an interface, in bytes. */
const INTERFACE_BYTES = 15;
const SSID_BYTES = 32;

/** The second network of a radio, for phones that encrypt without a password. */
export function oweInterface(radio: string): string {
  return `${radio.slice(0, INTERFACE_BYTES - '-owe'.length)}-owe`;
}

/** The open network on our own radio; undefined where an access point of its own serves the phones. */
export function renderHostapd(checkpoint: Checkpoint): string | undefined {
  const { access, guest } = checkpoint;
  const { radio } = access;
  if (!radio) return undefined;
  // Of the network's addresses three are nobody's: its own, the router's and the broadcast address.
  const stations = Math.min(STATIONS_AT_MOST, size(guest.subnet) - 3);
  return `# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.
interface=${radio.interface}
bridge=${access.interface}
driver=nl80211
ctrl_interface=/run/hostapd
# What it would write down are phones' addresses.
logger_syslog=0
logger_stdout=0

country_code=${radio.country}
ieee80211d=1
${band(radio.channel)}
channel=${radio.channel}
ieee80211n=1
# 802.11n is refused without it.
wmm_enabled=1

${network(access.ssid, stations)}
${radio.owe ? transition(checkpoint, radio, stations) : ''}`;
}

/** The config names no channel on which a radio must give way to radar, so nothing is said of 802.11h. */
function band(channel: number): string {
  return channel <= 14 ? 'hw_mode=g' : 'hw_mode=a\nieee80211ac=1';
}

/** In quotes hostapd takes the bytes as they are, to the last quote of the line. */
function network(ssid: string, stations: number): string {
  return `ssid2="${ssid}"
utf8_ssid=1
auth_algs=1
# Guests are strangers to each other.
ap_isolate=1
# One more than there are addresses for would be on the WiFi and reach nothing.
max_num_sta=${stations}
# A phone in a car at the edge loses frames: thrown out, it would lose the page that it is reading.
disassoc_low_ack=0`;
}

/**
 * OWE transition mode (RFC 8110; Wi-Fi Alliance, Opportunistic Wireless Encryption 1.1): phones see one open network, and those
 * that can are led to the hidden one beside it.
 */
function transition({ id, access }: Checkpoint, radio: Radio, stations: number): string {
  const second = oweInterface(radio.interface);
  return `owe_transition_ifname=${second}

bss=${second}
bridge=${access.interface}
ctrl_interface=/run/hostapd
logger_syslog=0
logger_stdout=0
${network(`owe-${id}`.slice(0, SSID_BYTES), stations)}
ignore_broadcast_ssid=1
wmm_enabled=1
wpa=2
wpa_key_mgmt=OWE
rsn_pairwise=CCMP
ieee80211w=2
owe_transition_ifname=${radio.interface}
`;
}

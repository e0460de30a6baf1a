import type { Checkpoint } from '../checkpoint.ts';
import { gardenHosts } from '../garden.ts';
import { renderDnsmasq } from './dnsmasq/dnsmasq.ts';
import { renderDnsmasqOffline } from './dnsmasq/offline.ts';
import { DROP_INS, renderFolders } from './drop-ins.ts';
import { HOST_FILES } from './host.ts';
import { renderHostapd } from './hostapd.ts';
import { renderNetworkManager } from './network-manager.ts';
import { NETWORK_FILES } from './networkd.ts';
import { renderNftables } from './nftables/ruleset.ts';
import { renderShaping } from './shaping/shaping.ts';
import { renderSysctl } from './sysctl.ts';

/** The file's text; undefined where this checkpoint needs no such file. */
type Make = (checkpoint: Checkpoint) => string | undefined;

/** Every system file that the config determines, one row each, by the place that it has on the box. */
const FILES: Readonly<Record<string, Make>> = {
  'etc/checkpoint-portal/system/nftables.conf': (checkpoint) =>
    renderNftables(checkpoint, { door: checkpoint.gate.atBoot, uplink: 'up' }),
  'etc/checkpoint-portal/system/dnsmasq.conf': (checkpoint) =>
    renderDnsmasq(checkpoint, gardenHosts(checkpoint)),
  'etc/checkpoint-portal/system/dnsmasq-offline.conf': (checkpoint) => renderDnsmasqOffline(checkpoint),
  'etc/checkpoint-portal/system/hostapd.conf': renderHostapd,
  'etc/checkpoint-portal/system/shaping.tc': renderShaping,
  'etc/sysctl.d/90-checkpoint-portal.conf': renderSysctl,
  'etc/tmpfiles.d/checkpoint-portal-config.conf': renderFolders,
  'etc/NetworkManager/conf.d/90-checkpoint-portal.conf': renderNetworkManager,
  ...within('etc/systemd/network', NETWORK_FILES),
  ...within('etc/systemd/system', DROP_INS),
  ...within('etc/systemd', HOST_FILES),
};

/** Their places, whether a checkpoint has them or not: whoever removes the package takes them away. */
export const SYSTEM_FILES: readonly string[] = Object.keys(FILES);

/** Every system file by its place on the box, without the first slash; undefined: this checkpoint must have none there. */
export function systemFilesOf(checkpoint: Checkpoint): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(FILES).map(([name, make]) => [name, make(checkpoint)]));
}

function within(folder: string, files: Readonly<Record<string, Make>>): Record<string, Make> {
  return Object.fromEntries(Object.entries(files).map(([name, make]) => [`${folder}/${name}`, make]));
}

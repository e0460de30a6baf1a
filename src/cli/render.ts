import type { Checkpoint } from '../domain/checkpoint.ts';
import { gardenHosts } from '../domain/garden.ts';
import { renderDnsmasq } from '../domain/rules/dnsmasq/dnsmasq.ts';
import { renderDnsmasqOffline } from '../domain/rules/dnsmasq/offline.ts';
import { DROP_INS, renderFolders } from '../domain/rules/drop-ins.ts';
import { renderHostapd } from '../domain/rules/hostapd.ts';
import { NETWORK_FILES } from '../domain/rules/networkd.ts';
import { renderNftables } from '../domain/rules/nftables/ruleset.ts';
import { renderShaping } from '../domain/rules/shaping/shaping.ts';
import { renderSysctl } from '../domain/rules/sysctl.ts';
import { type Command, EXIT, textOption } from './command.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { writeFile } from './write-file.ts';

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
  ...within('etc/systemd/network', NETWORK_FILES),
  ...within('etc/systemd/system', DROP_INS),
};

export const render: Command = {
  name: 'render',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    out: {
      type: 'string',
      value: 'DIR',
      text: {
        vi: 'gốc để ghi tệp: / là vào đúng chỗ trên máy này; không có thì in ra màn hình',
        en: 'the root to write under: / puts all in its place on this box; without it, print',
      },
    },
  },
  text: {
    vi: 'tạo các tệp hệ thống từ cấu hình',
    en: 'make the system files from the config',
  },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const folder = textOption(args, 'out');
    for (const [name, text] of Object.entries(renderAll(checkpoint))) {
      if (folder === undefined) context.stdout.write(`# ---- ${name}\n${text}\n`);
      else context.stdout.write(`${writeFile(folder, name, text)}\n`);
    }
    return EXIT.good;
  },
};

/** The text of every system file that this checkpoint needs, by its place without the first slash. */
export function renderAll(checkpoint: Checkpoint): Readonly<Record<string, string>> {
  const files = Object.entries(systemFilesOf(checkpoint));
  return Object.fromEntries(files.flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
}

/** Every place of a system file; undefined: this checkpoint must have none there. */
export function systemFilesOf(checkpoint: Checkpoint): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(FILES).map(([name, make]) => [name, make(checkpoint)]));
}

function within(folder: string, files: Readonly<Record<string, Make>>): Record<string, Make> {
  return Object.fromEntries(Object.entries(files).map(([name, make]) => [`${folder}/${name}`, make]));
}

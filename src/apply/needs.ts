import type { Change } from './files.ts';

export type Command = readonly [string, ...string[]];

/** What the running system needs after a file has changed. */
interface Need {
  /** The files' places; its groups are handed on. */
  readonly file: RegExp;
  readonly commands: (place: string, group: string) => readonly Command[];
  /** The same once the file is gone, where that is not the same. */
  readonly gone?: (group: string) => readonly Command[];
}

const systemctl = (...words: readonly string[]): Command => ['systemctl', ...words];
const restart = (name: string) => systemctl('restart', `checkpoint-${name}.service`);
const stop = (name: string) => systemctl('stop', `checkpoint-${name}.service`);

const nothing = () => [];
/** What the guests' network stands on; without a config nothing of it was started. */
const NETWORK = 'checkpoint-network.target';
const LOOKING = 'checkpoint-doctor.timer';

/**
 * In the order in which it is done: folders and the kernel's settings before the network, the firewall before
 * whoever fills its sets, and the programs, which look at all of it, last.
 */
const NEEDS: readonly Need[] = [
  {
    file: /^etc\/tmpfiles\.d\//,
    commands: (place) => [['systemd-tmpfiles', '--create', place]],
    gone: nothing,
  },
  {
    file: /^etc\/sysctl\.d\//,
    // Connections' settings are there once their module is, which else comes with the firewall, or the next boot.
    // Not sysctl(8): where an interface is not there yet, that of Debian 12 fails in spite of the "-" before its setting.
    commands: (place) => [
      ['/lib/systemd/systemd-modules-load', 'checkpoint-portal.conf'],
      ['/lib/systemd/systemd-sysctl', place],
    ],
    gone: nothing,
  },
  { file: /^etc\/systemd\/system\//, commands: () => [systemctl('daemon-reload')] },
  { file: /^etc\/systemd\/system\.conf\.d\//, commands: () => [systemctl('daemon-reexec')] },
  {
    file: /^etc\/systemd\/journald\.conf\.d\//,
    commands: () => [systemctl('restart', 'systemd-journald.service')],
  },
  {
    file: /^etc\/NetworkManager\//,
    // systemctl(1): a pattern that no unit in memory has is skipped, while a name that the box does not know is a fault.
    commands: () => [systemctl('try-reload-or-restart', 'NetworkManager.servic[e]')],
  },
  {
    file: /^etc\/systemd\/network\//,
    // Debian starts it only where somebody has asked for it, and the bus, which networkctl needs, not before the next boot.
    commands: () => [
      systemctl('start', 'dbus.socket'),
      systemctl('enable', '--now', 'systemd-networkd.service'),
      ['networkctl', 'reload'],
    ],
  },
  {
    file: /^etc\/checkpoint-portal\/system\/nftables\.conf$/,
    commands: () => [systemctl('reload-or-restart', 'checkpoint-firewall.service')],
    gone: () => [stop('firewall')],
  },
  {
    file: /^etc\/checkpoint-portal\/system\/dnsmasq(-offline)?\.conf$/,
    commands: (_, group) => [restart(group === '' ? 'dnsmasq' : 'offline')],
    gone: (group) => [stop(group === '' ? 'dnsmasq' : 'offline')],
  },
  {
    file: /^etc\/checkpoint-portal\/system\/hostapd\.conf$/,
    commands: () => [systemctl('reload-or-restart', 'checkpoint-hostapd.service')],
    gone: () => [stop('hostapd')],
  },
  {
    file: /^etc\/systemd\/system\/checkpoint-(\w+)\.service/,
    commands: (_, group) => [restart(group)],
    gone: nothing,
  },
  // The gate loads the firewall anew, as it is now and not as at the boot; whoever is let through stays so.
  {
    file: /^etc\/checkpoint-portal\/system\/(checkpoint\.toml|nftables\.conf|shaping\.tc)$/,
    commands: () => [restart('gate')],
    gone: () => [stop('gate')],
  },
  {
    file: /^etc\/checkpoint-portal\/system\/checkpoint\.toml$/,
    commands: () => [restart('portal'), systemctl('start', NETWORK, LOOKING)],
    gone: () => [stop('portal'), systemctl('stop', NETWORK, LOOKING)],
  },
];

/** The commands for these changes, each once, in their order. */
export function commandsFor(changes: readonly Change[]): readonly Command[] {
  const all = NEEDS.flatMap((need) => changes.flatMap((change) => commandsOf(need, change)));
  return [...new Map(all.map((command) => [command.join(' '), command])).values()];
}

function commandsOf({ file: pattern, commands, gone }: Need, { file, kind }: Change): readonly Command[] {
  const found = pattern.exec(file);
  if (!found) return [];
  const group = found[1] ?? '';
  return kind === 'gone' && gone ? gone(group) : commands(`/${file}`, group);
}

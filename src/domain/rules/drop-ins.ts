import type { Checkpoint } from '../checkpoint.ts';

/** Undefined where the unit of the package holds as it is. */
type DropIn = (checkpoint: Checkpoint) => string | undefined;

const MADE = '# Made by checkpoint-portal from checkpoint.toml: edit that file, then render again.\n';
/** Where the units of `deploy/systemd/`, and its `tmpfiles.d`, have it. */
const SOCKETS = '/run/checkpoint-portal';
const STORAGE = '/var/lib/checkpoint-portal';

/** The files of `/etc/systemd/system`: what of a unit only the config knows. */
export const DROP_INS: Readonly<Record<string, DropIn>> = {
  'checkpoint-gate.service.d/config.conf': ({ gate }) => writable([folderOf(gate.socket)]),
  'checkpoint-portal.service.d/config.conf': ({ gate, storage }) =>
    writable([storage.directory, folderOf(storage.controlSocket), folderOf(gate.socket)]),
  'checkpoint-hostapd.service.d/config.conf': ({ access }) =>
    access.radio && devices([access.radio.interface, access.interface]),
};

/** `tmpfiles.d`, beside the package's own, where the config names other folders. */
export function renderFolders({ gate, storage }: Checkpoint): string | undefined {
  const shared = own([folderOf(gate.socket), folderOf(storage.controlSocket)]);
  const rows = [
    ...shared.map((folder) => `d ${folder} 1770 root checkpoint-portal -\n`),
    ...own([storage.directory]).map((folder) => `d ${folder} 0700 checkpoint-portal checkpoint-portal -\n`),
  ];
  return rows.length === 0 ? undefined : MADE + rows.join('');
}

function writable(folders: readonly string[]): string | undefined {
  const others = own(folders);
  if (others.length === 0) return undefined;
  const paths = others.join(' ');
  return `${MADE}[Unit]\nRequiresMountsFor=${paths}\n\n[Service]\nReadWritePaths=${paths}\n`;
}

/** hostapd ends where an interface is missing, and a USB radio takes its time. */
function devices(names: readonly string[]): string {
  const units = names.map((name) => `sys-subsystem-net-devices-${escapeUnit(name)}.device`).join(' ');
  return `${MADE}[Unit]\nWants=${units}\nAfter=${units}\n`;
}

/** Those that are not where the units look for them, once each. */
function own(folders: readonly string[]): readonly string[] {
  return [...new Set(folders)].filter((folder) => folder !== SOCKETS && folder !== STORAGE);
}

function folderOf(file: string): string {
  return file.replace(/\/[^/]*$/, '');
}

/** systemd.unit(5): what is no letter, digit, ":", "_" or "." of a name is written as its code. */
function escapeUnit(name: string): string {
  return name.replace(/[^A-Za-z0-9:_.]/g, (sign) => `\\x${(sign.codePointAt(0) ?? 0).toString(16)}`);
}

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { environment } from './command.ts';

/** Every command the lab runs, and the Debian package that holds it. */
const PACKAGES: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  nft: 'nftables',
  dnsmasq: 'dnsmasq-base',
  hostapd: 'hostapd',
  'systemd-analyze': 'systemd',
  sysctl: 'procps',
  busybox: 'busybox',
  perl: 'perl-base',
  setpriv: 'util-linux',
  mount: 'mount',
  dhclient: 'isc-dhcp-client',
  rdisc6: 'ndisc6',
  openssl: 'openssl',
  shellcheck: 'shellcheck',
  ping: 'iputils-ping',
  strace: 'strace',
  curl: 'curl',
  pdftotext: 'poppler-utils',
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  zbarimg: 'zbar-tools',
  soffice: 'libreoffice-calc-nogui',
  promtool: 'prometheus',
};

export interface Tool {
  readonly command: string;
  readonly package: string;
}

export function missingTools(packages = PACKAGES): Tool[] {
  return Object.entries(packages)
    .map(([command, name]) => ({ command, package: name }))
    .filter((tool) => !isInstalled(tool.command));
}

/** Installs what is missing, and only that; `say` gets one line for each step. Needs root and a Debian. */
export async function installTools(say: (line: string) => void, tools = PACKAGES): Promise<void> {
  const packages = [...new Set(missingTools(tools).map((tool) => tool.package))];
  if (packages.length === 0) return;
  if (process.getuid?.() !== 0 || !isInstalled('apt-get')) {
    throw new Error(
      `These packages are needed, and only root on Debian can install them: ${packages.join(' ')}`,
    );
  }
  say(`installing ${packages.join(', ')} with apt-get`);
  await apt(['update'], say);
  await apt(['install', '-y', '--no-install-recommends', ...packages], say);
}

function isInstalled(command: string): boolean {
  return environment()
    .PATH.split(':')
    .some((directory) => {
      try {
        accessSync(join(directory, command), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function apt(words: readonly string[], say: (line: string) => void): Promise<void> {
  const child = spawn('apt-get', words, {
    env: { ...environment(), DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', (line) => {
    if (/^(Setting up|Fetched|Err:)/.test(line)) say(line.replace(/ \.\.\.$/, ''));
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`apt-get ${words[0]} ended with ${code}`));
    });
  });
}

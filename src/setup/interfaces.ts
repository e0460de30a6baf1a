import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A network interface, as a technician can tell it from the others. */
export interface NetworkInterface {
  readonly name: string;
  readonly kind: 'radio' | 'cable' | 'modem';
  /** The kernel's driver; undefined where there is none, as for a virtual one. */
  readonly driver: string | undefined;
  /** Whether a cable is plugged in, or the radio is connected. */
  readonly carrier: boolean;
}

/** Radios in a Pi: their firmware knows some ten phones, and keeps none of them from another. */
export function isSmallRadio({ driver }: NetworkInterface): boolean {
  return driver === 'brcmfmac';
}

/** Those that a guest or the internet can be behind; `folder` is the kernel's `/sys/class/net`. */
export function listInterfaces(folder = '/sys/class/net'): readonly NetworkInterface[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const at = (file: string) => join(folder, name, file);
      // ARPHRD_LOOPBACK is 772; a bridge is what ours are plugged into.
      if (readLine(at('type')) === '772' || existsSync(at('bridge')) || name.startsWith('ifb')) return [];
      return [
        {
          name,
          kind: kindOf(name, existsSync(at('phy80211'))),
          driver: driverOf(at('device/driver')),
          carrier: readLine(at('carrier')) === '1',
        },
      ];
    });
}

function kindOf(name: string, isRadio: boolean): NetworkInterface['kind'] {
  if (isRadio || /^wl/.test(name)) return 'radio';
  return /^(ww|ppp|usb)/.test(name) ? 'modem' : 'cable';
}

/** An interface that is down has no carrier to read: EINVAL. */
function readLine(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function driverOf(link: string): string | undefined {
  try {
    return basename(readlinkSync(link));
  } catch {
    return undefined;
  }
}

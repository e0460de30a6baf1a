import type { Box } from './box.ts';

/** The box's own radio, as the kernel and `iw` know it. */
export interface RadioFacts {
  /** `brcmfmac`; undefined where the kernel does not say. */
  readonly driver: string | undefined;
  /** `phy0`; undefined where this is no radio. */
  readonly phy: string | undefined;
  /** What `iw phy` tells of it; empty where there is no iw. */
  readonly abilities: string;
}

/** The firmware of these does all of an access point's work, and keeps no phones apart. */
export const FULL_MAC: readonly string[] = ['brcmfmac'];

/** A radio comes up blocked where no country was ever set, as on a new Pi. Without `rfkill`, which a box need not have. */
export const UNBLOCK = '`echo 0 | tee /sys/class/rfkill/*/soft`';

export async function radioOf(box: Box, name: string): Promise<RadioFacts> {
  const folder = `/sys/class/net/${name}`;
  const phy = (await box.read(`${folder}/phy80211/name`))?.trim();
  const [, driver] = /^DRIVER=(.+)$/m.exec((await box.read(`${folder}/device/uevent`)) ?? '') ?? [];
  const { stdout } = phy === undefined ? { stdout: '' } : await box.run('iw', ['phy', phy, 'info']);
  return { driver, phy, abilities: stdout };
}

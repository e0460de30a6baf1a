import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { REPOSITORY } from './build.ts';

/** Each folder of `deploy/systemd/`, and where the package has it: what lies in it directly are units. */
const PLACES: Readonly<Record<string, string>> = {
  '.': 'usr/lib/systemd/system',
  'sysusers.d': 'usr/lib/sysusers.d',
  'tmpfiles.d': 'usr/lib/tmpfiles.d',
  'modules-load.d': 'usr/lib/modules-load.d',
};

/** Puts the package's units, users and folders under a root. */
export async function installUnits(root: string): Promise<void> {
  const from = join(REPOSITORY, 'deploy/systemd');
  for (const [folder, place] of Object.entries(PLACES)) {
    const filter = (path: string) => !(path.slice(join(from, folder).length + 1) in PLACES);
    await cp(join(from, folder), join(root, place), { recursive: true, filter });
  }
}

import type { Installed, Offer } from '../domain/update.ts';
import { UpdateRefusal } from '../domain/update-refusal.ts';
import { runCommand } from '../platform/run-command.ts';

const PACKAGE = 'checkpoint-portal';
/** A Pi reads a package of 40 MB in some ten seconds. */
const READ_MS = 120_000;

/** @throws {UpdateRefusal} where it was not installed as a package. */
export async function readInstalled(): Promise<Installed> {
  const asked = ['-W', '-f', `\${db:Status-Status} \${Version} \${Architecture}`, PACKAGE];
  const said = await runCommand('dpkg-query', asked, { timeoutMs: READ_MS }).catch(() => '');
  const [status, version = '', architecture = ''] = said.split(' ');
  if (status !== 'installed') throw new UpdateRefusal('not-installed');
  return { version, architecture };
}

/** Whether a file is this package, whole: all of it is unpacked once, to nowhere. */
export async function isWhole(file: string, { version, architecture }: Installed): Promise<boolean> {
  try {
    const unpacked = ['-c', 'exec dpkg-deb --fsys-tarfile "$0" > /dev/null', file];
    await runCommand('sh', unpacked, { timeoutMs: READ_MS });
    const fields = await readFields(file);
    return fields.Package === PACKAGE && fields.Version === version && fields.Architecture === architecture;
  } catch {
    return false;
  }
}

/** What it takes on the disk, in bytes, as it says itself. @throws {UpdateRefusal} where it is not what the list calls it. */
export async function readSize(file: string, offer: Offer): Promise<number> {
  const fields = await readFields(file).catch(() => {
    throw new UpdateRefusal('not-ours', offer.path);
  });
  const { Package: name, Version: version, Architecture: architecture } = fields;
  if (name !== PACKAGE || version !== offer.version || architecture !== offer.architecture)
    throw new UpdateRefusal('not-ours', `${name} ${version} ${architecture}`);
  return Number(fields['Installed-Size'] ?? 0) * 1024;
}

async function readFields(file: string): Promise<Readonly<Record<string, string>>> {
  const said = await runCommand('dpkg-deb', ['-f', file], { timeoutMs: READ_MS });
  return Object.fromEntries([...said.matchAll(/^([\w-]+): (.*)$/gm)].map(([, name, value]) => [name, value]));
}

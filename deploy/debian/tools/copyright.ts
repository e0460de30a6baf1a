import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, packagesIn } from './packages.ts';

const APACHE = /^ *Apache License\s+Version 2\.0, January 2004[\s\S]*?END OF TERMS AND CONDITIONS/gm;

interface Sources {
  /** The project's. */
  readonly licence: string;
  readonly modules: string;
  readonly node: string;
}

/** The licences of all that lies in the package: ours, Node's with those of its parts, and each package's own words. */
export function copyright({ licence, modules, node }: Sources): string {
  const packages = packagesIn(modules).map((folder) => {
    const { name, version, license } = manifestOf(folder);
    return `${name} ${version} (${license ?? 'see below'})\n\n${licencesOf(folder)}`;
  });
  return [
    `checkpoint-portal\n\n${licence}`,
    `Node.js ${manifestOf(node).version}, in /usr/lib/checkpoint-portal/bin\n\n${licencesOf(node)}`,
    ...packages,
  ]
    .map((text) => text.trim())
    .join(`\n\n${'-'.repeat(78)}\n\n`)
    .concat('\n');
}

function licencesOf(folder: string): string {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r', ''));
  // Debian has this one on each box.
  return texts.join('\n').replace(APACHE, 'The text is in /usr/share/common-licenses/Apache-2.0.');
}

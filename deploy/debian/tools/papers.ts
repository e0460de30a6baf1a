import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadCommands } from '../../../src/cli/commands.ts';
import { bashCompletion } from './completion.ts';
import { copyright } from './copyright.ts';
import { manPage } from './man.ts';
import { manifestOf } from './packages.ts';

const MAINTAINER = 'the checkpoint-portal maintainers <maintainers@checkpoint-portal.invalid>';

/** Writes below `root` what the package says of itself: from the table of commands, the licences, and package.json. */
async function writePapers(): Promise<void> {
  const [repository = '', root = '', version = '', node = ''] = process.argv.slice(2);
  const lib = join(root, 'usr/lib/checkpoint-portal');
  const now = new Date(Number(process.env.SOURCE_DATE_EPOCH) * 1000);
  const commands = await loadCommands();
  const page = { commands, version, date: now.toISOString().slice(0, 10) };
  const { name, type, license } = manifestOf(repository);
  const licence = readFileSync(join(repository, 'LICENSE'), 'utf8');
  const texts: Readonly<Record<string, string>> = {
    'usr/lib/checkpoint-portal/package.json': `${JSON.stringify({ name, version, type, license }, null, 2)}\n`,
    'usr/share/man/man1/checkpoint-portal.1': manPage(page, 'en'),
    'usr/share/man/vi/man1/checkpoint-portal.1': manPage(page, 'vi'),
    'usr/share/bash-completion/completions/checkpoint-portal': bashCompletion(commands),
    'usr/share/doc/checkpoint-portal/copyright': copyright({
      licence,
      modules: join(lib, 'node_modules'),
      node,
    }),
    'usr/share/doc/checkpoint-portal/changelog': changelog(version, now),
  };
  for (const [file, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** As dpkg-parsechangelog(1) has it; what has changed stands in the project's own. */
function changelog(version: string, now: Date): string {
  const [day, rest] = now.toUTCString().split(', ');
  const date = `${day}, ${rest?.replace(' GMT', ' +0000')}`;
  return `checkpoint-portal (${version}) stable; urgency=medium\n\n  * What has changed: CHANGELOG.md.gz, beside this file.\n\n -- ${MAINTAINER}  ${date}\n`;
}

await writePapers();

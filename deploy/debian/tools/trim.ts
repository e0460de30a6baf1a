import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packagesIn, usedFrom } from './packages.ts';

/** What only those need who compile, and programs of the packages' own. */
const SOURCES = ['deps', 'src', 'build', 'binding.gyp'].map((name) => `better-sqlite3/${name}`);
const PROGRAMS = ['@swc/helpers/scripts', 'ejs/bin', 'markdown-it/bin', 'qrcode/bin'];
const FONTS = '@expo-google-fonts/be-vietnam-pro';
/** For those who write programs. Licences stay: the copyright file is made of them. */
const PAPERS = /^\.|\.([cm]?ts|tsx|map|md|markdown|flow|png)$/i;
const LICENCE = /licen[cs]e|copying|notice/i;

/** Leaves of a folder's `node_modules` what runs; of the fonts those faces that `fontsProgram` names. */
function trim(folder: string, fontsProgram: string): void {
  const modules = join(folder, 'node_modules');
  const used = usedFrom(folder);
  for (const name of packagesIn(modules)) if (!used.has(name)) rmSync(name, { recursive: true, force: true });
  for (const name of [...SOURCES, ...PROGRAMS]) rmSync(join(modules, name), { recursive: true, force: true });
  const named = readFileSync(fontsProgram, 'utf8');
  for (const face of readdirSync(join(modules, FONTS), { withFileTypes: true })) {
    if (face.isDirectory() && !named.includes(`${face.name}/`))
      rmSync(join(modules, FONTS, face.name), { recursive: true });
  }
  for (const { parentPath, name } of readdirSync(modules, { recursive: true, withFileTypes: true })) {
    if (PAPERS.test(name) && !LICENCE.test(name))
      rmSync(join(parentPath, name), { recursive: true, force: true });
  }
}

const [folder = '', fontsProgram = ''] = process.argv.slice(2);
trim(folder, fontsProgram);

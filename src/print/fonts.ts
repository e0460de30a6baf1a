import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Be Vietnam Pro (SIL Open Font License): drawn for Vietnamese, so that stacked marks stay apart in small type and in capitals. */
const FILES = {
  regular: '400Regular/BeVietnamPro_400Regular.ttf',
  bold: '700Bold/BeVietnamPro_700Bold.ttf',
} as const;

export type Face = keyof typeof FILES;

/** The font files, whole; a PDF keeps the letters that it uses. */
export function readFonts(): Readonly<Record<Face, Buffer>> {
  const { resolve } = createRequire(import.meta.url);
  const read = (face: Face) => readFileSync(resolve(`@expo-google-fonts/be-vietnam-pro/${FILES[face]}`));
  return { regular: read('regular'), bold: read('bold') };
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../platform/log.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { CommandFault } from './command.ts';

/** Writes `name` under the folder, makes the folders on the way, and returns where it is. @throws {CommandFault} */
export function writeFile(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  try {
    for (const around of foldersAround(name)) makeFolder(join(folder, around));
    writeFileSync(file, content);
    return file;
  } catch (error) {
    throw writeFault(file, error);
  }
}

/** Writes a file that is carried elsewhere: whole on the disk, or not there. @throws {CommandFault} */
export async function writeToCarry(file: string, content: Buffer): Promise<void> {
  await replaceFile(file, content, 'any').catch((error) => {
    throw writeFault(file, error);
  });
}

function writeFault(file: string, error: unknown): CommandFault {
  const reason = reasonOf(error);
  return new CommandFault({
    vi: `không ghi được ${file} (${reason})\n    Cách sửa: chọn thư mục có sẵn, còn chỗ, mà lệnh này được ghi, hoặc chạy với sudo`,
    en: `cannot write ${file} (${reason})\n    Remedy: name a folder with room that this command may write to, or use sudo`,
  });
}

/** `a/b/c.conf` lies in the folder itself, in `a` and in `a/b`. */
function foldersAround(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

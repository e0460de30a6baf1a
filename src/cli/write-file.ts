import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../platform/log.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { CommandFault } from './command.ts';

/** Writes `name` under the folder, makes the folders on the way, and returns where it is. @throws {CommandFault} */
export function writeFile(folder: string, name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  try {
    for (const around of foldersAround(name)) makeFolder(join(folder, around));
    writeFileSync(file, content);
    return file;
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không ghi được ${file} (${reason})\n    Cách sửa: chọn thư mục có sẵn mà lệnh này được ghi, hoặc chạy với sudo`,
      en: `cannot write ${file} (${reason})\n    Remedy: name a folder that this command may write to, or use sudo`,
    });
  }
}

/** `a/b/c.conf` lies in the folder itself, in `a` and in `a/b`. */
function foldersAround(name: string): string[] {
  const parts = name.split('/').slice(0, -1);
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}

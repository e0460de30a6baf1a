import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DoctorReport } from '../domain/finding.ts';
import { reasonOf } from '../platform/log.ts';
import { makeFolder } from '../platform/make-folder.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { CommandFault } from './command.ts';

/** The portal's, which shows the report on the officer's page. */
const GROUP = 'checkpoint-portal';
const MODE = 0o640;

/** Puts the report in the file's place, whole, for the portal's group to read. @throws {CommandFault} */
export async function saveReport(file: string, report: DoctorReport): Promise<void> {
  try {
    makeFolder(dirname(file));
    const gid = groupId(readFileSync('/etc/group', 'utf8'), GROUP);
    const content = Buffer.from(`${JSON.stringify(report)}\n`);
    await replaceFile(file, content, gid === undefined ? MODE : { mode: MODE, gid });
  } catch (error) {
    const reason = reasonOf(error);
    throw new CommandFault({
      vi: `không ghi được ${file} (${reason})\n    Cách sửa: chạy với sudo, hoặc chọn thư mục ghi được`,
      en: `cannot write ${file} (${reason})\n    Remedy: use sudo, or name a folder that this command may write to`,
    });
  }
}

/** Node knows no group by name. */
function groupId(groups: string, name: string): number | undefined {
  const line = groups.split('\n').find((one) => one.startsWith(`${name}:`));
  return line === undefined ? undefined : Number(line.split(':')[2]);
}

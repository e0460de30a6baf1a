import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NoticeFault } from '../../../domain/notice-fault.ts';
import { reasonOf } from '../../../platform/log.ts';
import type { NoticeFolder, NoticeReading } from '../../ports.ts';
import { joinParts } from './join.ts';
import { FILE_BYTES_AT_MOST, type NoticePart, parseNotice } from './parse.ts';

/** Ten notices in six languages, and what has expired of late. */
const FILES_AT_MOST = 100;

/** A folder of `<id>.<language>.md`, on this box's disk. Other files and hidden ones are not looked at. */
export function createNoticeFolder(directory: string): NoticeFolder {
  return {
    async read() {
      const names = await list(directory);
      if ('fault' in names) return { notices: [], faults: [names] };
      const files = names.filter((name) => /^[^.].*\.md$/is.test(name)).sort();
      return readFiles(directory, files);
    },
  };
}

async function readFiles(directory: string, files: readonly string[]): Promise<NoticeReading> {
  const parts: NoticePart[] = [];
  const faults: NoticeFault[] = files.length > FILES_AT_MOST ? [tooMany(directory, files.length)] : [];
  for (const file of files.slice(0, FILES_AT_MOST)) {
    const read = await readBounded(join(directory, file)).then(
      (bytes) => parseNotice(file, bytes),
      (error) => [unreadable(file, error)],
    );
    if ('file' in read) parts.push(read);
    else faults.push(...read);
  }
  const joined = joinParts(parts);
  return { notices: joined.notices, faults: [...faults, ...joined.faults] };
}

async function list(directory: string): Promise<string[] | NoticeFault> {
  try {
    return await readdir(directory);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : unreadable(directory, error);
  }
}

/** One byte more than a file may have, so that the larger one is seen. A pipe of that name must not hold us up. */
async function readBounded(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) throw new Error('not a file');
    const buffer = Buffer.alloc(FILE_BYTES_AT_MOST + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      ({ bytesRead: read } = await file.read(buffer, length, buffer.length - length));
    }
    return buffer.subarray(0, length);
  } finally {
    await file.close();
  }
}

function unreadable(where: string, error: unknown): NoticeFault {
  const reason = reasonOf(error);
  return {
    where,
    fault: { vi: `không đọc được (${reason})`, en: `cannot be read (${reason})` },
    remedy: {
      vi: 'cho mọi người quyền đọc: chmod -R a+rX THƯ-MỤC',
      en: 'let everybody read it: chmod -R a+rX FOLDER',
    },
  };
}

function tooMany(directory: string, count: number): NoticeFault {
  return {
    where: directory,
    fault: {
      vi: `có ${count} tệp, chỉ đọc ${FILES_AT_MOST} tệp đầu`,
      en: `has ${count} files, of which the first ${FILES_AT_MOST} are read`,
    },
    remedy: { vi: 'xóa các thông báo đã hết hạn', en: 'remove notices that have expired' },
  };
}

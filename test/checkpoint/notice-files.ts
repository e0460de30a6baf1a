import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeBundle } from '../../src/domain/notice-bundle.ts';

/** A file that is right, with one line or another in place of its own. */
export function noticeFile(
  changed: Readonly<Record<string, string>> = {},
  body = 'Mời khai báo *y tế*.',
): string {
  const lines = {
    title: 'title = "Khai báo y tế"',
    source: 'source = "Sở Y tế"',
    date: 'date = "2021-02-01"',
    expires: 'expires = "2021-02-28"',
    importance: 'importance = "normal"',
    ...changed,
  };
  return `+++\n${Object.values(lines).join('\n')}\n+++\n\n${body}\n`;
}

/** Puts files into `notices` in the folder. */
export function writeNotices(folder: string, files: Readonly<Record<string, string | Buffer>>): string {
  const directory = join(folder, 'notices');
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  return directory;
}

/** A bundle of one notice. */
export function bundleOf(sequence: number, title = 'Thông báo của huyện', id = 'tu-huyen'): NoticeBundle {
  const text = { vi: { title, source: 'Trung tâm Y tế huyện', body: 'Xin **rửa tay**.' } };
  const notice = { id, importance: 'important', date: '2021-02-01', expires: '2021-02-28', text } as const;
  return { issued: '2021-02-01T01:00:00.000Z', sequence, notices: [notice] };
}

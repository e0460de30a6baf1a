import { statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { dateOf, formatHour, type Hour, hourOf, writtenHour } from '../domain/clock.ts';
import { type Batch, formatPosition, parsePosition } from '../domain/feed/batch.ts';
import { decodeBatch } from '../domain/feed/decode.ts';
import { FILE_END, FILE_HEAD, lineOf } from '../domain/feed/file.ts';
import { parseSignatureHeader, SIGNATURE_HEADER } from '../domain/feed/signature.ts';
import type { Tongue } from '../domain/text.ts';
import { systemClock } from '../platform/clock.ts';
import { askPortalText } from './ask-portal.ts';
import { type Command, CommandFault, type Context, EXIT, textOption } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { writeToCarry } from './write-file.ts';

/** What the file holds. */
interface Exported {
  readonly file: string;
  readonly bytes: number;
  /** In their order. */
  readonly hours: readonly Hour[];
  /** Where the next export may begin. */
  readonly next: string;
}

export const countsExport: Command = {
  name: 'counts export',
  positionals: [],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    out: {
      type: 'string',
      value: 'FILE',
      text: {
        vi: 'tệp hoặc thư mục, như của USB (mặc định ở đây)',
        en: 'the file or folder, as of a USB stick (default here)',
      },
    },
    since: {
      type: 'string',
      value: 'POSITION',
      text: {
        vi: 'chỉ phần mới, từ vị trí mà lần trước đã in ra',
        en: 'only what is new since the position that was printed last',
      },
    },
  },
  text: { vi: 'ghi số liệu ra tệp để mang về huyện', en: 'write counts to carry to the district' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const file = fileOf(textOption(args, 'out'), checkpoint.id);
    const { lines, batches } = await readFeed(context, checkpoint, sinceOf(textOption(args, 'since')));
    const content = Buffer.from(`${[FILE_HEAD, ...lines, FILE_END].join('\n')}\n`);
    await writeToCarry(file, content);
    const exported = { file, bytes: content.length, ...holdsOf(batches) };
    if (args.options.json) printJson(context.stdout, asJson(exported));
    else context.stdout.write(tell(exported, context.tongue));
    return EXIT.good;
  },
};

/** All of the feed, or what is new since a position: each batch as a line of the file, and as what it says. */
async function readFeed(context: Context, checkpoint: Checkpoint, since: string | undefined) {
  const lines: string[] = [];
  const batches: Batch[] = [];
  for (let from = since; ; ) {
    const path = from === undefined ? '/feed' : `/feed?since=${from}`;
    const { headers, text } = await askPortalText(context, checkpoint, { path });
    const signature = parseSignatureHeader(String(headers[SIGNATURE_HEADER.toLowerCase()]));
    if (!signature) throw new Error('the portal has signed nothing: is it of another version?');
    const batch = decodeBatch(text);
    lines.push(lineOf({ text, signature }));
    batches.push(batch);
    if (!batch.more) return { lines, batches };
    from = formatPosition(batch.next);
  }
}

/** @throws {CommandFault} */
function sinceOf(text: string | undefined): string | undefined {
  if (text === undefined || parsePosition(text)) return text;
  throw new CommandFault(
    {
      vi: 'counts export: --since không phải một vị trí\n    Cách sửa: chép đúng như lần trước đã in ra, hoặc bỏ --since để ghi tất cả',
      en: 'counts export: --since is no position\n    Remedy: copy it as it was printed last, or leave it out to write all',
    },
    EXIT.usage,
  );
}

/** An id is small letters, digits and dashes: a name that any stick and any Windows takes. @throws {CommandFault} */
function fileOf(out: string | undefined, id: string): string {
  const name = `${id}-${dateOf(hourOf(systemClock.epochMs()))}.checkpoint`;
  if (out === undefined) return name;
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) return join(out, name);
  if (extname(out) === '') throw noFolder(out);
  return out;
}

/** Without an ending it is the folder of a stick that is not mounted: a file of that name would stay on the box, and nobody look for it. */
function noFolder(out: string): CommandFault {
  return new CommandFault(
    {
      vi: `counts export: không có thư mục ${out}\n    Cách sửa: gắn USB trước (\`lsblk\`, rồi \`sudo mount /dev/sda1 /mnt\`) và viết --out /mnt; ghi ra tệp thì tên có đuôi, như số-liệu.checkpoint`,
      en: `counts export: there is no folder ${out}\n    Remedy: mount the stick first (\`lsblk\`, then \`sudo mount /dev/sda1 /mnt\`) and write --out /mnt; a file's name has an ending, as counts.checkpoint`,
    },
    EXIT.usage,
  );
}

function holdsOf(batches: readonly Batch[]): Pick<Exported, 'hours' | 'next'> {
  const hours = new Set<Hour>(batches.flatMap(({ items }) => items.map(({ hour }) => hour)));
  const [end] = batches.slice(-1);
  return { hours: [...hours].sort((a, b) => a - b), next: end === undefined ? '' : formatPosition(end.next) };
}

function asJson({ hours, ...exported }: Exported) {
  const [from = null, to = null] = [hours[0], hours.at(-1)].map((hour) => hour && formatHour(hour));
  return { ...exported, hours: hours.length, from, to };
}

function tell({ file, hours, bytes, next }: Exported, tongue: Tongue): string {
  const size = `${file} (${Math.ceil(bytes / 1024)} KB)`;
  const span = `${writtenHour(hours[0] ?? 0)} – ${writtenHour(hours.at(-1) ?? 0)}`;
  const count = hours.length;
  const rows =
    tongue === 'vi'
      ? [
          size,
          count === 0 ? 'Chưa có giờ nào mới đã trọn.' : `Có số liệu của ${count} giờ: ${span}`,
          'Đưa tệp này cho huyện: checkpoint-portal pull --list DANH-SÁCH TỆP',
          `Lần sau, chỉ phần mới: --since ${next}`,
        ]
      : [
          size,
          count === 0 ? 'No new hour is over yet.' : `Counts of ${count} hours: ${span}`,
          'Give this file to the district: checkpoint-portal pull --list LIST FILE',
          `Next time, only what is new: --since ${next}`,
        ];
  return rows.map((row) => `${row}\n`).join('');
}

import { type Command, type Option, usageOf } from '../../../src/cli/command.ts';
import type { Text, Tongue } from '../../../src/domain/text.ts';

interface Page {
  readonly commands: readonly Command[];
  readonly version: string;
  /** YYYY-MM-DD */
  readonly date: string;
}

const WORDS = {
  name: { vi: 'TÊN', en: 'NAME' },
  line: {
    vi: 'WiFi miễn phí tại chốt kiểm soát dịch, chỉ đếm số lượt',
    en: 'free WiFi at a health checkpoint, with anonymous counts only',
  },
  synopsis: { vi: 'CÁCH DÙNG', en: 'SYNOPSIS' },
  command: { vi: 'LỆNH', en: 'COMMAND' },
  file: { vi: 'TỆP', en: 'FILE' },
  commands: { vi: 'CÁC LỆNH', en: 'COMMANDS' },
  files: { vi: 'CÁC TỆP', en: 'FILES' },
  config: {
    vi: 'cấu hình của chốt: tệp duy nhất cần sửa',
    en: "the checkpoint's config: the one file to edit",
  },
  storage: { vi: 'số đếm và khóa của chốt', en: "the counts, and the checkpoint's key" },
  status: { vi: 'MÃ KẾT THÚC', en: 'EXIT STATUS' },
  good: { vi: 'tốt', en: 'all is well' },
  fault: { vi: 'có lỗi, đã in ra kèm cách sửa', en: 'a fault, which was told with its remedy' },
  usage: { vi: 'lệnh viết sai', en: 'the command was not understood' },
  wrong: { vi: 'cấu hình sai', en: 'the config is wrong' },
} satisfies Readonly<Record<string, Text>>;

/** checkpoint-portal(1), from the same table as the program's own help. */
export function manPage({ commands, version, date }: Page, tongue: Tongue): string {
  const say = (key: keyof typeof WORDS) => roff(WORDS[key][tongue]);
  const row = (term: string, text: string) => `.TP\n${term}\n${text}\n`;
  return [
    `.TH CHECKPOINT\\-PORTAL 1 "${date}" "checkpoint\\-portal ${version}"\n`,
    `.SH ${say('name')}\ncheckpoint\\-portal \\- ${say('line')}\n`,
    `.SH ${say('synopsis')}\n.B checkpoint\\-portal\n.I ${say('command')}\n[\\-\\-config ${say('file')}] [\\-\\-lang vi|en] [\\-\\-help]\n`,
    `.SH ${say('commands')}\n`,
    ...commands.map((command) => entry(command, tongue)),
    `.SH ${say('files')}\n`,
    row('.I /etc/checkpoint\\-portal/checkpoint.toml', say('config')),
    row('.I /var/lib/checkpoint\\-portal', say('storage')),
    `.SH ${say('status')}\n`,
    row('0', say('good')) + row('1', say('fault')) + row('2', say('usage')) + row('78', say('wrong')),
  ].join('');
}

function entry(command: Command, tongue: Tongue): string {
  const options = Object.entries(command.options).map(([name, option]) => optionEntry(name, option, tongue));
  const inner = options.length === 0 ? '' : `.RS\n${options.join('')}.RE\n`;
  return `.TP\n.B ${roff(usageOf(command))}\n${roff(command.text[tongue])}\n${inner}`;
}

function optionEntry(name: string, { value, text }: Option, tongue: Tongue): string {
  return `.TP\n.B ${roff(`--${name}${value ? ` ${value}` : ''}`)}\n${roff(text[tongue])}\n`;
}

/** groff_char(7): a hyphen that is typed is a minus, and a line that begins with a dot or a quote would be an order. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}

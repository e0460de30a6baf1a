import type { Tongue } from '../domain/text.ts';
import { type Command, type Option, usageOf } from './command.ts';

/** All commands, one line each, within 80 columns. */
export function overview(commands: readonly Command[], tongue: Tongue): string {
  const lines = commands.map(({ name, positionals, text }) => {
    return `  ${[name, ...positionals].join(' ').padEnd(20)} ${text[tongue]}\n`;
  });
  return tongue === 'vi'
    ? `Dùng: checkpoint-portal LỆNH [--config TỆP] [--lang vi|en]\n\n${lines.join('')}\nXem thêm: checkpoint-portal LỆNH --help   (English: --lang en)\n`
    : `Usage: checkpoint-portal COMMAND [--config FILE] [--lang vi|en]\n\n${lines.join('')}\nMore: checkpoint-portal COMMAND --help   (tiếng Việt: --lang vi)\n`;
}

export function helpOf(command: Command, options: Readonly<Record<string, Option>>, tongue: Tongue): string {
  const lines = Object.entries(options).map(([option, { value, text: words }]) => {
    return `  ${`--${option}${value ? ` ${value}` : ''}`.padEnd(20)} ${words[tongue]}\n`;
  });
  return `${tongue === 'vi' ? 'Dùng' : 'Usage'}: ${usageOf(command)}\n\n${command.text[tongue]}\n\n${lines.join('')}`;
}

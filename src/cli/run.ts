import { parseArgs } from 'node:util';
import type { Tongue } from '../domain/text.ts';
import { reasonOf } from '../platform/log.ts';
import {
  type Arguments,
  type Command,
  CommandFault,
  type Context,
  EXIT,
  type Option,
  usageOf,
} from './command.ts';
import { COMMANDS, loadCommands } from './commands.ts';
import { helpOf, overview } from './help.ts';
import { wrap } from './wrap.ts';

const COMMON: Readonly<Record<string, Option>> = {
  lang: {
    type: 'string',
    value: 'vi|en',
    text: { vi: 'ngôn ngữ của lệnh', en: 'the language of this command' },
  },
  help: { type: 'boolean', text: { vi: 'in hướng dẫn này', en: 'print this help' } },
};

/** Finds the command that the words name, runs it, and resolves to the exit status. Every fault becomes words here. */
export async function run(words: readonly string[], context: Omit<Context, 'tongue'> & { language: string }) {
  const { asked, rest } = takeLanguage(words);
  const told: Context = { ...context, tongue: tongueOf(asked ?? context.language) };
  try {
    return await dispatch(rest, told);
  } catch (error) {
    const text = error instanceof CommandFault ? error.text[told.tongue] : reasonOf(error);
    context.stderr.write(`${wrap(text)}\n`);
    return error instanceof CommandFault ? error.status : EXIT.fault;
  }
}

async function dispatch(words: readonly string[], context: Context): Promise<number> {
  const { stdout, stderr, tongue } = context;
  const [first] = words;
  const meant = COMMANDS.filter(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  // The longest: `counts wipe` is not `counts`.
  const listed = meant.sort((a, b) => b.name.length - a.name.length)[0];
  if (listed) return runCommand(await listed.load(), words, context);
  if (first === '--version' || first === 'version') {
    stdout.write(`checkpoint-portal ${context.version}\n`);
    return EXIT.good;
  }
  if (first === undefined || ['--help', '-h', 'help'].includes(first)) {
    stdout.write(overview(await loadCommands(), tongue));
    return EXIT.good;
  }
  const typed = words.join(' ');
  stderr.write(tongue === 'vi' ? `không có lệnh "${typed}"\n\n` : `there is no command "${typed}"\n\n`);
  stderr.write(overview(await loadCommands(), tongue));
  return EXIT.usage;
}

async function runCommand(command: Command, words: readonly string[], context: Context): Promise<number> {
  const options = { ...command.options, ...COMMON };
  const args = argumentsOf(command, words.slice(command.name.split(' ').length), options);
  if (args.options.help) {
    context.stdout.write(helpOf(command, options, context.tongue));
    return EXIT.good;
  }
  const least = command.positionals.filter((name) => !name.startsWith('[')).length;
  const { length } = args.positionals;
  const most = command.positionals.at(-1)?.endsWith('...]') ? Infinity : command.positionals.length;
  if (length < least || length > most) throw usageFault(command, args.positionals.join(' '));
  return command.run(context, args);
}

function argumentsOf(
  command: Command,
  words: string[],
  options: Readonly<Record<string, Option>>,
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: Object.fromEntries(
        Object.entries(options).map(([name, { type }]) => [
          name,
          name === 'help' ? { type, short: 'h' } : { type },
        ]),
      ),
      allowPositionals: true,
    });
    return { options: values as Arguments['options'], positionals };
  } catch (error) {
    throw usageFault(command, reasonOf(error));
  }
}

function usageFault(command: Command, detail: string): CommandFault {
  const { name } = command;
  const usage = usageOf(command);
  return new CommandFault(
    {
      vi: `${name}: không hiểu "${detail}"\n    Cách sửa: viết \`${usage}\`; xem thêm với --help`,
      en: `${name}: cannot understand "${detail}"\n    Remedy: write \`${usage}\`; --help says more`,
    },
    EXIT.usage,
  );
}

/** `--lang` may stand anywhere, before the command too: it is taken out first, as even a wrong command is told in it. */
function takeLanguage(words: readonly string[]): { asked: string | undefined; rest: readonly string[] } {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  if (at < 0) return { asked: undefined, rest: words };
  const [, attached] = words[at]?.split('=') ?? [];
  const length = attached === undefined ? 2 : 1;
  return { asked: attached ?? words[at + 1] ?? '', rest: words.toSpliced(at, length) };
}

/** English where it is asked for or the machine speaks it, else Vietnamese, the technicians' own. */
function tongueOf(language: string): Tongue {
  return language.startsWith('en') ? 'en' : 'vi';
}

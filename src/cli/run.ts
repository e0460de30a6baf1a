import { parseArgs } from 'node:util';
import { reasonOf } from '../platform/log.ts';
import { type Arguments, type Command, CommandFault, type Context, EXIT, type Option } from './command.ts';
import { COMMANDS } from './commands.ts';
import { helpOf, overview } from './help.ts';

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
  const told = { ...context, tongue: tongueOf(words, context.language) };
  try {
    return await dispatch(words, told);
  } catch (error) {
    const text = error instanceof CommandFault ? error.text[told.tongue] : reasonOf(error);
    context.stderr.write(`${text}\n`);
    return error instanceof CommandFault ? error.status : EXIT.fault;
  }
}

async function dispatch(words: readonly string[], context: Context): Promise<number> {
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, index) => words[index] === word));
  if (!command) {
    const asked = words.length === 0 || words.includes('--help') || words[0] === 'help';
    (asked ? context.stdout : context.stderr).write(overview(COMMANDS, context.tongue));
    return asked ? EXIT.good : EXIT.usage;
  }
  const options = { ...command.options, ...COMMON };
  const args = argumentsOf(command, words.slice(command.name.split(' ').length), options);
  if (args.options.help) {
    context.stdout.write(helpOf(command, options, context.tongue));
    return EXIT.good;
  }
  if (args.positionals.length !== command.positionals.length)
    throw usageFault(command, args.positionals.join(' '));
  return command.run(context, args);
}

function argumentsOf(
  command: Command,
  words: string[],
  options: Readonly<Record<string, Option>>,
): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      options: Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])),
      allowPositionals: true,
    });
    return { options: values as Arguments['options'], positionals };
  } catch (error) {
    throw usageFault(command, reasonOf(error));
  }
}

function usageFault({ name }: Command, detail: string): CommandFault {
  return new CommandFault(
    {
      vi: `${name}: không hiểu "${detail}"\n    Cách sửa: xem \`checkpoint-portal ${name} --help\``,
      en: `${name}: cannot understand "${detail}"\n    Remedy: see \`checkpoint-portal ${name} --help\``,
    },
    EXIT.usage,
  );
}

/** `--lang`, else the machine's language where it is English, else Vietnamese, the technicians' own. */
function tongueOf(words: readonly string[], language: string): 'vi' | 'en' {
  const asked = words.flatMap((word, index) =>
    word === '--lang' ? (words[index + 1] ?? '') : word.replace(/^--lang=/, ''),
  );
  if (words.some((word) => word.startsWith('--lang'))) return asked.includes('en') ? 'en' : 'vi';
  return language.startsWith('en') ? 'en' : 'vi';
}

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Answers, answersOf, fillConfig, missingAnswers, parseAnswers } from '../config/answers.ts';
import { readCatalog } from '../config/catalog.ts';
import { parseConfig } from '../config/parse.ts';
import { CONFIG } from '../domain/config-files.ts';
import { makeFolders } from '../platform/make-folder.ts';
import { listInterfaces } from '../setup/interfaces.ts';
import { interview } from '../setup/interview.ts';
import { createPerson } from '../setup/person.ts';
import { type Arguments, type Command, CommandFault, type Context, EXIT, textOption } from './command.ts';
import { applyPlan, planConfig } from './config-apply.ts';
import { doctor } from './doctor.ts';
import { problemsFault, readText } from './load-config.ts';
import { printKit } from './print-kit.ts';
import { notPrinted, setupWords } from './setup-words.ts';
import { wrap } from './wrap.ts';

export const setup: Command = {
  name: 'setup',
  positionals: [],
  options: {
    answers: {
      type: 'string',
      value: 'FILE',
      text: { vi: 'tệp trả lời sẵn, không hỏi gì', en: 'a file with the answers: nothing is asked' },
    },
    config: {
      type: 'string',
      value: 'FILE',
      text: {
        vi: 'dùng nguyên tệp cấu hình này, không hỏi gì',
        en: 'this config as it is: nothing is asked',
      },
    },
    print: {
      type: 'string',
      value: 'DIR',
      text: { vi: 'thư mục cho bộ in, như USB', en: 'where the print kit goes, as a USB stick' },
    },
    root: {
      type: 'string',
      value: 'DIR',
      text: { vi: 'hệ thống gắn ở đó, như thẻ nhớ', en: 'a system that is mounted there, as a card' },
    },
    'dry-run': {
      type: 'boolean',
      text: { vi: 'chỉ in ra cấu hình sẽ ghi', en: 'only print the config that it would write' },
    },
  },
  text: {
    vi: 'hỏi bảy câu, rồi máy này thành chốt',
    en: 'asks seven questions, and this box is a checkpoint',
  },
  async run(context, args) {
    const root = textOption(args, 'root') ?? '/';
    const { config, file } = await configFor(context, args, root);
    const planned = await planConfig(context, { root, config, file });
    if (args.options['dry-run']) {
      context.stdout.write(config);
      return EXIT.good;
    }
    const { kind } = await applyPlan(context, planned);
    if (kind === 'back') return EXIT.fault;
    if (planned.machine.runs) await doctor.run(context, { positionals: [], options: {} });
    const folder = textOption(args, 'print') ?? join(root, 'var/cache/checkpoint-portal/print-kit');
    // One stick goes from box to box.
    const out = join(folder, planned.checkpoint.id);
    const printed = await printTo(context, join(root, CONFIG), out);
    const asksPhone = planned.checkpoint.contacts.length === 0;
    const done = { out: printed ? out : undefined, runs: planned.machine.runs, asksPhone };
    context.stdout.write(setupWords(done, context.tongue));
    return EXIT.good;
  },
};

/** The example's place is not this one's. */
const NOWHERE: Answers = { district: '', province: '' };

/** The config's text, and where its problems are told of. */
async function configFor(
  context: Context,
  args: Arguments,
  root: string,
): Promise<{ config: string; file: string }> {
  const given = textOption(args, 'config');
  if (given !== undefined) return { config: readText(given), file: given };
  const place = join(root, CONFIG);
  const fresh = !existsSync(place);
  const text = readText(fresh ? join(context.root, 'deploy/raspberry-pi/checkpoint.toml') : place);
  const parsed = parseConfig(text, readCatalog(context.root));
  // Its faults would be told as those of the answers.
  if (!parsed.ok) throw problemsFault(parsed.problems, place);
  const known = fresh ? NOWHERE : answersOf(parsed.written);
  const fill = (answers: Answers) => fillConfig(text, answers, fresh);
  const file = textOption(args, 'answers');
  if (file === undefined)
    return { config: fill(await askPerson(context, args, { known, fill })), file: place };
  const config = fill({ ...known, ...readAnswers(file, known) });
  const filled = parseConfig(config, readCatalog(context.root));
  // The lines of a config that nobody has seen yet would mislead.
  if (!filled.ok)
    throw problemsFault(
      filled.problems.map((problem) => ({ ...problem, line: undefined })),
      file,
    );
  return { config, file };
}

function readAnswers(file: string, known: Answers): Answers {
  const { answers, faults } = parseAnswers(readText(file));
  // One side of the guests takes the place of the other.
  const sides = answers.radio || answers.port ? { radio: '', port: '', ...answers } : answers;
  const missing = missingAnswers({ ...known, ...sides });
  if (faults.length === 0 && missing.length === 0) return sides;
  const list = (tongue: 'vi' | 'en') => [
    ...faults.map(({ line, text }) => `${file}:${line}: ${text[tongue]}`),
    ...missing.map((name) =>
      tongue === 'vi'
        ? `${file}: thiếu ${name}\n    Cách sửa: thêm dòng ${name} = …`
        : `${file}: ${name} is missing\n    Remedy: add a line ${name} = …`,
    ),
  ];
  throw new CommandFault({ vi: list('vi').join('\n'), en: list('en').join('\n') }, EXIT.config);
}

interface Draft {
  readonly known: Answers;
  readonly fill: (answers: Answers) => string;
}

async function askPerson(context: Context, args: Arguments, { known, fill }: Draft): Promise<Answers> {
  const { stdin, stdout, stderr, tongue } = context;
  const catalog = readCatalog(context.root);
  const screen = args.options['dry-run'] ? stderr : stdout;
  const person = createPerson(stdin, { write: (text) => screen.write(wrap(text)) });
  person.tell(
    tongue === 'vi'
      ? 'Enter: dùng giá trị trong ngoặc. (English: --lang en)\n'
      : 'Enter takes what is in brackets. (Tiếng Việt: --lang vi)\n',
  );
  const answers = await interview(person, {
    tongue,
    known,
    box: { interfaces: listInterfaces(), mark: randomBytes(2).toString('hex') },
    check(answers) {
      const parsed = parseConfig(fill(answers), catalog);
      return parsed.ok ? [] : parsed.problems;
    },
  });
  person.close();
  if (answers) return answers;
  throw new CommandFault({
    vi: 'chưa trả lời hết: chưa thay đổi gì\n    Cách sửa: chạy lại `checkpoint-portal setup`, hoặc dùng --answers TỆP',
    en: 'not all is answered: nothing was changed\n    Remedy: run `checkpoint-portal setup` again, or use --answers FILE',
  });
}

/** The paper can be made again at any time: a stick that is full, or can only be read, does not undo a checkpoint. */
async function printTo(context: Context, config: string, out: string): Promise<boolean> {
  try {
    makeFolders(dirname(out));
    return (await printKit.run(context, { positionals: [], options: { config, out } })) === EXIT.good;
  } catch (error) {
    context.stderr.write(`${wrap(notPrinted(error, out)[context.tongue])}\n`);
    return false;
  }
}

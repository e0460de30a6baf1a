import { apply } from '../apply/apply.ts';
import { createMachine } from '../apply/machine.ts';
import { CONFIG, planFor } from '../apply/plan.ts';
import type { Health } from '../apply/ports.ts';
import { readCatalog } from '../config/catalog.ts';
import { parseConfig } from '../config/parse.ts';
import { CHECKS } from '../doctor/checks.ts';
import { examine } from '../doctor/doctor.ts';
import { createMachineBox } from '../doctor/machine.ts';
import { systemClock } from '../platform/clock.ts';
import { reasonOf } from '../platform/log.ts';
import { applyWords, planWords } from './apply-words.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, CommandFault, type Context, EXIT, textOption } from './command.ts';
import { problemsFault, readText } from './load-config.ts';
import { systemFilesOf } from './render.ts';
import { wrap } from './wrap.ts';

export const configApply: Command = {
  name: 'config apply',
  positionals: [],
  options: {
    config: {
      type: 'string',
      value: 'FILE',
      text: {
        vi: 'tệp thành cấu hình mới của chốt; không có thì dùng tệp ở đúng chỗ',
        en: "becomes the checkpoint's config; without it, the one in its place",
      },
    },
    root: {
      type: 'string',
      value: 'DIR',
      text: {
        vi: 'hệ thống gắn ở đó: chỉ đặt tệp, không khởi động gì',
        en: 'a system that is mounted there: files only, nothing is started',
      },
    },
    'dry-run': {
      type: 'boolean',
      text: { vi: 'chỉ nói sẽ thay gì', en: 'only say what would change' },
    },
  },
  text: {
    vi: 'dùng cấu hình mới, tự lùi lại nếu nó làm hỏng',
    en: 'put the config to use; goes back where it harms',
  },
  async run(context, args) {
    const root = textOption(args, 'root') ?? '/';
    const file = textOption(args, 'config') ?? `${root.replace(/\/$/, '')}/${CONFIG}`;
    return applyConfig(context, { root, file, dryRun: args.options['dry-run'] === true });
  },
};

interface Asked {
  readonly root: string;
  readonly file: string;
  readonly dryRun: boolean;
}

/** Puts a config to use and says so; the exit status. @throws {CommandFault} where it is bad, or a file cannot be written. */
export async function applyConfig(context: Context, { root, file, dryRun }: Asked): Promise<number> {
  const { stdout, stderr, tongue } = context;
  const machine = createMachine(root);
  const config = readText(file);
  const parsed = parseConfig(config, readCatalog(context.root));
  if (!parsed.ok) throw problemsFault(parsed.problems, file);
  const plan = await planFor(machine, { config, files: systemFilesOf(parsed.checkpoint) });
  if (dryRun) {
    stdout.write(planWords(plan, machine.runs, tongue));
    return EXIT.good;
  }
  const outcome = await apply(machine, healthOf(context), plan).catch((error) => {
    throw cannotWrite(reasonOf(error));
  });
  (outcome.kind === 'back' ? stderr : stdout).write(`${wrap(applyWords(outcome, plan, tongue))}\n`);
  const good = outcome.kind !== 'back' && !(outcome.kind === 'applied' && outcome.report.level === 'red');
  return good ? EXIT.good : EXIT.fault;
}

/** A config that this version cannot read any more says nothing of how the checkpoint is: it is looked at as one that does not answer. */
function healthOf(context: Context): Health {
  const catalog = readCatalog(context.root);
  const boxOf = (config: string) => {
    const parsed = parseConfig(config, catalog);
    if (!parsed.ok) return undefined;
    const { checkpoint } = parsed;
    return createMachineBox({
      checkpoint,
      version: context.version,
      ask: (path, question) => askPortal(context, checkpoint, { path, ...question }),
      ...systemClock,
    });
  };
  return {
    async answers(config) {
      const box = boxOf(config);
      if (box === undefined) return false;
      return box.ask('/status').then(
        () => true,
        () => false,
      );
    },
    async examine(config) {
      const box = boxOf(config);
      return box && examine(box, CHECKS);
    },
  };
}

function cannotWrite(reason: string): CommandFault {
  return new CommandFault({
    vi: `không ghi được tệp hệ thống (${reason})\n    Cách sửa: chạy với sudo; xem đĩa còn chỗ và ghi được không: \`df -h /etc\`, rồi chạy lại lệnh này`,
    en: `cannot write a system file (${reason})\n    Remedy: use sudo; see whether the disk has room and can be written to: \`df -h /etc\`, then run this again`,
  });
}

import { apply, type Outcome } from '../apply/apply.ts';
import { createMachine } from '../apply/machine.ts';
import { type Plan, planFor } from '../apply/plan.ts';
import type { Health, Machine } from '../apply/ports.ts';
import { readCatalog } from '../config/catalog.ts';
import { parseConfig } from '../config/parse.ts';
import type { Check } from '../doctor/check.ts';
import { CHECKS } from '../doctor/checks.ts';
import { examine } from '../doctor/doctor.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { CONFIG } from '../domain/config-files.ts';
import { systemFilesOf } from '../domain/rules/system-files.ts';
import { reasonOf } from '../platform/log.ts';
import { applyWords, planWords } from './apply-words.ts';
import { type Command, CommandFault, type Context, EXIT, textOption } from './command.ts';
import { createDoctorBox } from './doctor-box.ts';
import { problemsFault, readText } from './load-config.ts';
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
    const planned = await planConfig(context, { root, file, config: readText(file) });
    if (args.options['dry-run']) {
      context.stdout.write(planWords(planned.plan, planned.machine.runs, context.tongue));
      return EXIT.good;
    }
    const { kind } = await applyPlan(context, planned);
    return kind === 'back' ? EXIT.fault : EXIT.good;
  },
};

interface Asked {
  readonly root: string;
  /** The config's text, and the file that a problem is told of. */
  readonly config: string;
  readonly file: string;
}

/** What there is to do for a config. @throws {CommandFault} where it is bad. */
export async function planConfig(context: Context, { root, config, file }: Asked): Promise<Planned> {
  const parsed = parseConfig(config, readCatalog(context.root));
  if (!parsed.ok) throw problemsFault(parsed.problems, file);
  const machine = createMachine(root);
  const { checkpoint } = parsed;
  return { checkpoint, machine, plan: await planFor(machine, { config, files: systemFilesOf(checkpoint) }) };
}

interface Planned {
  readonly checkpoint: Checkpoint;
  readonly machine: Machine;
  readonly plan: Plan;
}

/** Does it, and says what came of it. @throws {CommandFault} where a file cannot be written. */
export async function applyPlan(context: Context, { machine, plan }: Planned): Promise<Outcome> {
  const world = { machine, health: healthOf(context), ending: context.ending() };
  const outcome = await apply(world, plan).catch((error) => {
    throw cannotWrite(reasonOf(error));
  });
  const { stdout, stderr, tongue } = context;
  if (outcome.kind === 'ended')
    throw new CommandFault({ vi: applyWords(outcome, plan, 'vi'), en: applyWords(outcome, plan, 'en') });
  (outcome.kind === 'back' ? stderr : stdout).write(`${wrap(applyWords(outcome, plan, tongue))}\n`);
  return outcome;
}

/** A config that this version cannot read any more says nothing of how the checkpoint is: it is looked at as one that does not answer. */
function healthOf(context: Context): Health {
  const catalog = readCatalog(context.root);
  const boxOf = (config: string) => {
    const parsed = parseConfig(config, catalog);
    if (!parsed.ok) return undefined;
    return createDoctorBox(context, parsed.checkpoint);
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
      return box && examine(box, untilEnd(context));
    },
    sameLinks: (one, other) => linksIn(one, catalog) === linksIn(other, catalog),
  };
}

/** A check that is under way cleans up behind it. */
function* untilEnd({ ending }: Context): Generator<Check> {
  for (const check of CHECKS) {
    if (ending().aborted) return;
    yield check;
  }
}

/** The interfaces that a config names; undefined where it cannot be read. */
function linksIn(config: string, catalog: ReturnType<typeof readCatalog>): string | undefined {
  const parsed = parseConfig(config, catalog);
  if (!parsed.ok) return undefined;
  const { access, uplink } = parsed.checkpoint;
  return [uplink.interface, access.interface, access.port, access.radio?.interface].join(' ');
}

function cannotWrite(reason: string): CommandFault {
  return new CommandFault({
    vi: `không ghi được tệp hệ thống (${reason})\n    Cách sửa: chạy với sudo; xem đĩa còn chỗ và ghi được không: \`df -h /etc\`, rồi chạy lại lệnh này`,
    en: `cannot write a system file (${reason})\n    Remedy: use sudo; see whether the disk has room and can be written to: \`df -h /etc\`, then run this again`,
  });
}

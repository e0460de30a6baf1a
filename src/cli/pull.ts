import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hourOf } from '../domain/clock.ts';
import type { Enrolled } from '../domain/enrolled.ts';
import { printable } from '../domain/printable.ts';
import { takeFile } from '../hub/carried.ts';
import { collect } from '../hub/collect.ts';
import { CollectError } from '../hub/fault.ts';
import { fewParts } from '../hub/few-parts.ts';
import type { HubStore } from '../hub/store.ts';
import { summarize } from '../hub/summary.ts';
import { atMost } from '../platform/at-most.ts';
import { systemClock } from '../platform/clock.ts';
import { type Command, type Context, EXIT, type Option } from './command.ts';
import { JSON_OPTION } from './json-option.ts';
import { PERIOD_OPTIONS } from './period-options.ts';
import { type Outcome, tellOutcome } from './pull-outcome.ts';
import { openStore, type PullSetting, pullSettingOf, storeFault } from './pull-setting.ts';
import { createProgress, faultLines } from './pull-words.ts';

/** Each waits for its 4G, and none for another. */
const AT_ONCE = 8;
/** Of a file. */
const FAULTS_TOLD = 10;

const OPTIONS: Readonly<Record<string, Option>> = {
  list: {
    type: 'string',
    value: 'FILE',
    needed: true,
    text: { vi: 'danh sách các chốt', en: 'the list of checkpoints' },
  },
  example: {
    type: 'boolean',
    text: { vi: 'in một danh sách mẫu', en: 'print a list to begin with' },
  },
  store: {
    type: 'string',
    value: 'FILE',
    text: {
      vi: 'tệp giữ số liệu đã thu (mặc định cạnh danh sách)',
      en: 'keeps what was collected (default beside the list)',
    },
  },
  out: {
    type: 'string',
    value: 'FILE',
    text: { vi: 'ghi ra tệp .xlsx hoặc .csv', en: 'write a file, .xlsx or .csv' },
  },
};

export const pull: Command = {
  name: 'pull',
  positionals: ['[FILE...]'],
  options: { ...OPTIONS, ...PERIOD_OPTIONS, ...JSON_OPTION },
  text: { vi: 'huyện: thu số liệu của các chốt', en: 'district: collect from checkpoints' },
  async run(context, args) {
    if (args.options.example) {
      const example = join(context.root, 'deploy', 'hub', 'checkpoints.toml');
      context.stdout.write(readFileSync(example, 'utf8'));
      return EXIT.good;
    }
    const setting = pullSettingOf(args, hourOf(systemClock.epochMs()));
    const store = openStore(setting.storePath, context);
    try {
      const desk = { context, store, setting };
      const outcome =
        args.positionals.length === 0 ? await collectAll(desk) : await takeFiles(args.positionals, desk);
      const { period, checkpoints } = setting;
      const summaries = fewParts(checkpoints.map((checkpoint) => summarize(store, checkpoint, setting)));
      await tellOutcome({ period, summaries }, outcome, { ...desk, isJson: args.options.json === true });
      return outcome.faults.length === 0 ? EXIT.good : EXIT.fault;
    } catch (error) {
      throw isOfStore(error) ? storeFault(setting.storePath, error) : error;
    } finally {
      store.close();
    }
  },
};

interface Desk {
  readonly context: Context;
  readonly store: HubStore;
  readonly setting: PullSetting;
}

async function collectAll({ context, store, setting }: Desk): Promise<Outcome> {
  const { stderr, tongue } = context;
  const ending = context.ending();
  const hoursNew = new Map<string, number>();
  const faults: { of: string; fault: CollectError }[] = [];
  const reachable = setting.checkpoints.filter(hasSource);
  const tellProgress = createProgress(reachable.length, tongue);
  await atMost(AT_ONCE, reachable, async (checkpoint) => {
    if (ending.aborted) {
      faults.push({ of: checkpoint.id, fault: new CollectError('stopped') });
      return;
    }
    const done = await collect(checkpoint, { store, ending });
    hoursNew.set(done.id, done.hoursNew);
    if (done.fault) faults.push({ of: done.id, fault: done.fault });
    stderr.write(tellProgress(done));
  });
  return { hoursNew, faults };
}

async function takeFiles(paths: readonly string[], { context, store, setting }: Desk): Promise<Outcome> {
  const { stderr, tongue } = context;
  const hoursNew = new Map<string, number>();
  const faults: { of: string; fault: CollectError }[] = [];
  for (const path of paths.flatMap(filesIn)) {
    const taken = await takeFile(path, { ...setting, store });
    for (const [id, hours] of taken.hoursNew) hoursNew.set(id, hours + (hoursNew.get(id) ?? 0));
    const found = taken.faults.map(({ line, fault }) => ({
      of: printable(line === 0 ? path : `${path}:${line}`),
      fault,
    }));
    for (const { of, fault } of found.slice(0, FAULTS_TOLD)) stderr.write(faultLines(of, fault, tongue));
    const rest = found.length - FAULTS_TOLD;
    if (rest > 0) stderr.write(tongue === 'vi' ? `… và ${rest} lỗi nữa\n` : `… and ${rest} more\n`);
    faults.push(...found);
  }
  return { hoursNew, faults };
}

/** Of a folder, as of a stick, the files of counts in it: not every command line fills in `*`. */
function filesIn(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => name.endsWith('.checkpoint'));
  return names.sort().map((name) => join(path, name));
}

function hasSource(
  checkpoint: Enrolled,
): checkpoint is Enrolled & { readonly source: NonNullable<Enrolled['source']> } {
  return checkpoint.source !== undefined;
}

/** better-sqlite3's: the disk is full, or another pull writes for longer than it waits. */
function isOfStore(error: unknown): boolean {
  return error instanceof Error && error.name === 'SqliteError';
}

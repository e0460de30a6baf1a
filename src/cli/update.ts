import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createBundleSource } from '../checkpoint/system/notices/bundle-source.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { systemLasts } from '../domain/mounts.ts';
import { refusalWords, UpdateRefusal } from '../domain/update-refusal.ts';
import { resultWords, stepWords } from '../domain/update-result.ts';
import { systemClock } from '../platform/clock.ts';
import { reasonOf } from '../platform/log.ts';
import { findStick, folderOf } from '../update/folder.ts';
import { PLACES } from '../update/places.ts';
import { bring, choose, type Order } from '../update/prepare.ts';
import { hubSource, type Source, stickSource } from '../update/source.ts';
import { stage } from '../update/stage.ts';
import { startSwap, watchSwap } from '../update/swap.ts';
import { type Arguments, type Command, CommandFault, type Context, EXIT } from './command.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { createMeter } from './meter.ts';
import { wrap } from './wrap.ts';

export const update: Command = {
  name: 'update',
  positionals: ['[FILE|FOLDER]'],
  options: {
    ...CONFIG_OPTION,
    ...JSON_OPTION,
    'from-hub': {
      type: 'boolean',
      text: { vi: 'tải từ update.url, không dùng USB', en: 'fetch it from update.url, not from a stick' },
    },
    'dry-run': {
      type: 'boolean',
      text: { vi: 'chỉ xem có cập nhật được không', en: 'only tell whether it could be done' },
    },
    downgrade: {
      type: 'boolean',
      text: { vi: 'cho phép bản cũ hơn', en: 'an older version may be installed' },
    },
  },
  text: {
    vi: 'cập nhật từ USB hoặc hub; hỏng thì tự quay lại',
    en: 'update from a stick or the hub, and back if it is bad',
  },
  run: (context, args) =>
    runUpdate(context, args).catch((error) => {
      if (error instanceof UpdateRefusal) throw new CommandFault(refusalWords(error));
      throw error;
    }),
};

async function runUpdate(context: Context, args: Arguments): Promise<number> {
  const { checkpoint, file: config } = loadConfig(context, args);
  const isDry = args.options['dry-run'] === true;
  if (process.getuid?.() !== 0) throw new UpdateRefusal('no-root');
  const [mounts, words] = [await readFile('/proc/mounts', 'utf8'), await readFile('/proc/cmdline', 'utf8')];
  if (!systemLasts(mounts, words)) throw new UpdateRefusal('forgotten');
  const order: Order = {
    source: await sourceOf(context, args, checkpoint),
    places: PLACES,
    ledger: join(checkpoint.storage.directory, 'ledger.db'),
    mayGoBack: args.options.downgrade === true,
  };
  const choice = await choose(order);
  const { version: from } = choice.installed;
  const { version: to } = choice.offer;
  if (!args.options.json) say(context, { vi: `${from} → ${to}`, en: `${from} → ${to}` });
  if (isDry) return tellDry(context, args, { from, to });
  const newFile = await bring(order, choice);
  const now = Math.floor(systemClock.epochMs() / 1000);
  await stage({ ...choice, from, to, newFile, config, ledger: order.ledger, now }, PLACES, context.root);
  await startSwap(PLACES);
  return tellSwap(context, args);
}

async function sourceOf(context: Context, args: Arguments, { update, uplink }: Checkpoint): Promise<Source> {
  const [path] = args.positionals;
  if (!args.options['from-hub']) return stickSource(await (path ? folderOf(path) : findStick(PLACES.sticks)));
  const { url } = update;
  if (url === undefined) throw new UpdateRefusal('no-address');
  const authorities = update.authorities === undefined ? [] : [await readAuthorities(update.authorities)];
  return hubSource({
    url,
    authorities,
    fetchSmall: async (address) => {
      const fetched = await createBundleSource({ url: address, authorities }).fetch(undefined);
      return fetched === 'unchanged' ? Buffer.alloc(0) : fetched.bytes;
    },
    kbit: shareOf(uplink.downKbit),
    sleep,
    monotonicMs: systemClock.monotonicMs,
    onProgress: args.options.json ? undefined : createMeter(context),
  });
}

function readAuthorities(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error) => {
    throw new UpdateRefusal('unreadable', reasonOf(error));
  });
}

/** An eighth of the link: travelers go first. Where it is not known how wide that is, a package of 30 MB takes eight minutes. */
function shareOf(downKbit = 4000): number {
  return Math.max(64, downKbit / 8);
}

function tellDry(context: Context, args: Arguments, choice: { from: string; to: string }): number {
  if (args.options.json) printJson(context.stdout, { ...choice, outcome: 'possible' });
  else say(context, { vi: 'cập nhật được; chưa đổi gì', en: 'it can be done; nothing was changed' });
  return EXIT.good;
}

async function tellSwap(context: Context, args: Arguments): Promise<number> {
  // Whoever looks on may leave; before, he ends what he has begun.
  const ending = context.ending();
  const onStep = (step: string) => void (args.options.json || say(context, stepWords(step)));
  const result = await watchSwap(PLACES, { onStep, sleep, ending });
  if (result === undefined) {
    say(context, {
      vi: 'việc cập nhật vẫn tiếp tục; xem kết quả bằng `checkpoint-portal status`',
      en: 'the update goes on; `checkpoint-portal status` will say how it ended',
    });
    return EXIT.fault;
  }
  if (args.options.json) printJson(context.stdout, result);
  else say(context, resultWords(result));
  return result.outcome === 'good' ? EXIT.good : EXIT.fault;
}

function say({ stdout, tongue }: Context, text: { vi: string; en: string }): void {
  stdout.write(`${wrap(text[tongue])}\n`);
}

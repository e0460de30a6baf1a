import { basename } from 'node:path';
import { APPLIED, JOURNAL } from '../../domain/config-files.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { startOf } from '../start-of.ts';
import { green } from '../words.ts';

const APPLY = {
  vi: 'chạy `checkpoint-portal config apply`',
  en: 'run `checkpoint-portal config apply`',
} as const;

/** `wrong` is found by the command itself, as without a config there is no box to look at. */
export const CONFIG_FAULTS = {
  wrong: {
    level: 'red',
    what: { vi: '{problem}', en: '{problem}' },
    meaning: {
      vi: 'máy không khởi động lại được với tệp cấu hình này; các mục khác chưa khám',
      en: 'the box cannot start with this config; nothing else was looked at',
    },
    remedy: {
      vi: 'sửa {file}: {remedy}',
      en: 'correct {file}: {remedy}',
    },
    again: 'checkpoint-portal config check',
  },
  missing: {
    level: 'red',
    what: { vi: 'thiếu tệp hệ thống: {files}', en: 'system files are not there: {files}' },
    meaning: {
      vi: 'từ lần bật máy sau, khách có thể không có WiFi, địa chỉ hay tường lửa',
      en: 'from the next start on guests may be without WiFi, addresses or firewall',
    },
    remedy: APPLY,
  },
  stale: {
    level: 'yellow',
    what: {
      vi: 'tệp hệ thống không theo checkpoint.toml: {files}',
      en: 'system files are not as checkpoint.toml says: {files}',
    },
    meaning: {
      vi: 'máy vẫn chạy theo cấu hình cũ, hoặc có người đã sửa tay',
      en: 'the box still runs by an older config, or somebody has edited them by hand',
    },
    remedy: APPLY,
  },
  unread: {
    level: 'yellow',
    what: {
      vi: 'checkpoint.toml được sửa sau khi portal khởi động',
      en: 'checkpoint.toml was changed after the portal has started',
    },
    meaning: { vi: 'những gì vừa sửa chưa có hiệu lực', en: 'what was changed is not in force yet' },
    remedy: APPLY,
  },
  // Yellow: an apply looks at the box too, and goes back from a red that was not there before.
  'cut-off': {
    level: 'yellow',
    what: { vi: 'một lần `config apply` bị ngắt giữa chừng', en: 'a `config apply` was cut off' },
    meaning: {
      vi: 'tệp hệ thống có thể nửa cũ nửa mới; máy có thể không khởi động lại đúng',
      en: 'system files may be partly old and partly new, and the box may not start as it should',
    },
    remedy: APPLY,
    again: `ls -l /${JOURNAL}`,
  },
} as const satisfies Faults;

/** Longer than an apply takes on the slowest board, with the way back. */
const APPLY_MS = 30 * 60_000;

/** Whether the box is set up as its config says. The config itself is good, or there were no `Checkpoint`. */
export const config: Check = {
  id: 'config',
  name: { vi: 'Cấu hình', en: 'The config' },
  faults: CONFIG_FAULTS,
  async look(box) {
    const findings = [
      ...(await lookForCutOff(box)),
      ...(await compareFiles(box)),
      ...(await compareStart(box)),
    ];
    if (findings.length > 0) return findings;
    return [green({ vi: 'đúng và đã áp dụng', en: 'good, and in force' })];
  },
};

async function compareFiles(box: Box) {
  // On a laptop with a simulated gate nothing of the system is ours.
  if (box.checkpoint.gate.simulated) return [];
  const read = await Promise.all(
    Object.entries(box.systemFiles).map(async ([name, wanted]) => {
      const text = await box.read(`/${name}`);
      return {
        name: basename(name),
        isWanted: wanted !== undefined,
        isThere: text !== undefined,
        isRight: text === wanted,
      };
    }),
  );
  const missing = read.filter(({ isWanted, isThere }) => isWanted && !isThere);
  const stale = read.filter(({ isThere, isRight }) => isThere && !isRight);
  return [
    ...(missing.length > 0 ? [found(CONFIG_FAULTS, 'missing', { files: namesOf(missing) })] : []),
    ...(stale.length > 0 ? [found(CONFIG_FAULTS, 'stale', { files: namesOf(stale) })] : []),
  ];
}

/** One that is under way has only just begun: since the box has started, and some minutes ago, by any clock. */
async function lookForCutOff(box: Box) {
  const begunMs = await changeOf(box, `/${JOURNAL}`);
  if (begunMs === undefined) return [];
  const agoMs = box.epochMs() - begunMs;
  const isOver = agoMs > box.monotonicMs() || Math.abs(agoMs) > APPLY_MS;
  return isOver ? [found(CONFIG_FAULTS, 'cut-off')] : [];
}

/** A file of a day to come was written by a clock that went wrong: it says nothing. */
async function compareStart(box: Box) {
  const [changedMs, startMs] = [await changeOf(box, box.configFile), await startOf(box)];
  if (changedMs === undefined || startMs === undefined) return [];
  // Changed, and back again: an apply would say that nothing has changed.
  const text = await box.read(box.configFile);
  if (text !== undefined && text === (await box.read(`/${APPLIED}`))) return [];
  return changedMs > startMs && changedMs <= box.epochMs() ? [found(CONFIG_FAULTS, 'unread')] : [];
}

async function changeOf(box: Box, file: string): Promise<number | undefined> {
  const { code, stdout } = await box.run('stat', ['-c', '%Y', file]);
  return code === 0 ? Number(stdout) * 1000 : undefined;
}

function namesOf(files: readonly { name: string }[]): string {
  return files.map(({ name }) => name).join(', ');
}

import type { Checkpoint } from '../domain/checkpoint.ts';
import { areThere, isInPlace } from '../domain/rules/shaping/judge.ts';
import type { Shaping, ShapingKind } from '../domain/rules/shaping/kinds.ts';
import { shapingsFor, undoShaping } from '../domain/rules/shaping/shaping.ts';
import { CommandError, type runCommand } from '../platform/run-command.ts';
import { readLinks } from './links.ts';
import type { Upkeep } from './upkeep.ts';

/** Half a thousand classes take 25 ms. */
const COMMAND_MS = 5000;

/** Sees to it that the link is shared fairly. */
export interface FairShare {
  /** Sets up the best kind that the kernel takes and resolves to it; `none` also while a device is not there. @throws {CommandError} */
  settle(): Promise<ShapingKind>;
  /** False when `settle` is needed. While the uplink is unplugged there is nothing to mend. @throws {CommandError} */
  isInPlace(): Promise<boolean>;
}

export function createShaping({
  checkpoint,
  run,
}: {
  readonly checkpoint: Checkpoint;
  readonly run: typeof runCommand;
}): FairShare {
  const devices = [checkpoint.uplink.interface, checkpoint.access.interface];
  let held: Shaping | undefined;

  const batch = (command: 'tc' | 'ip', lines: readonly string[], ...options: string[]) =>
    run(command, [...options, '-batch', '-'], { input: `${lines.join('\n')}\n`, timeoutMs: COMMAND_MS });
  const isTaken = async ({ links, lines }: Shaping): Promise<boolean> => {
    await whetherItWorks(batch('tc', undoShaping(checkpoint), '-force'));
    const devicesOfOurs = links.flatMap((name) => [`link add ${name} type ifb`, `link set ${name} up`]);
    await whetherItWorks(batch('ip', devicesOfOurs, '-force'));
    return whetherItWorks(batch('tc', lines));
  };
  return {
    async settle() {
      held = undefined;
      if (!areThere(devices, readLinks())) return 'none';
      for (const shaping of shapingsFor(checkpoint)) {
        if (!(await isTaken(shaping))) continue;
        held = shaping;
        break;
      }
      // Unplugged meanwhile: it was not the kernel that refused.
      if (held?.kind === 'none' && !areThere(devices, readLinks())) held = undefined;
      return held?.kind ?? 'none';
    },
    async isInPlace() {
      const links = readLinks();
      if (!areThere(devices, links)) return true;
      if (held === undefined) return false;
      const qdiscs = await run('tc', ['-j', 'qdisc', 'show'], { timeoutMs: COMMAND_MS });
      return isInPlace(held, { qdiscs, links });
    },
  };
}

/** The queues as one of the things that must hold. `onKind` has packets marked for them. */
export function keepFairShare(shaping: FairShare, onKind: (kind: ShapingKind) => Promise<void>): Upkeep {
  let kind: ShapingKind = 'none';
  return {
    name: 'shaping',
    state: () => kind,
    everyMs: 3000,
    async keep() {
      if (await shaping.isInPlace()) return undefined;
      kind = await shaping.settle();
      await onKind(kind);
      return `the link is now shared by ${kind}`;
    },
  };
}

/** Refusals are expected here: of what there is nothing to undo of, and of what the kernel does not have. */
async function whetherItWorks(command: Promise<string>): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if (error instanceof CommandError) return false;
    throw error;
  }
}

import type { Files } from '../../src/apply/files.ts';
import type { Command } from '../../src/apply/needs.ts';
import type { Health, Machine } from '../../src/apply/ports.ts';
import type { CheckReport, Level } from '../../src/domain/finding.ts';

export interface FakeMachine extends Machine, Health {
  readonly files: Map<string, string>;
  /** What was run since it was last asked. */
  ran(): readonly string[];
}

interface Behaviour {
  readonly files?: Files;
  readonly runs?: boolean;
  /** Commands that fail, by how they begin. */
  readonly fails?: readonly string[];
  /** Files that cannot be written. */
  readonly stuck?: readonly string[];
  /** Whether the configs differ in their interfaces. */
  readonly otherLinks?: boolean;
  /** What happens in the world when this command runs. */
  readonly onRun?: (words: string) => void;
  /** Whether the portal answers under this config. */
  readonly answers?: (config: string) => boolean;
  /** The checks that are red under this config, at this look, counted from 1. */
  readonly red?: (config: string, look: number) => readonly string[];
}

/** A machine of a test. Its time passes only when somebody waits. */
export function createFakeMachine(behaviour: Behaviour = {}): FakeMachine {
  const { fails = [], answers = () => true, red = () => [], runs = true } = behaviour;
  const given = Object.entries(behaviour.files ?? {});
  const files = new Map(given.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
  const ran: string[] = [];
  let looks = 0;
  return {
    runs,
    files,
    ran: () => ran.splice(0),
    read: async (file) => files.get(file),
    async write(file, text) {
      if (behaviour.stuck?.includes(file)) throw new Error(`${file}: no room`);
      files.set(file, text);
    },
    async remove(file) {
      files.delete(file);
    },
    async run(command: Command) {
      const words = command.join(' ');
      ran.push(words);
      behaviour.onRun?.(words);
      if (fails.some((start) => words.startsWith(start))) throw new Error(`${words}: no`);
    },
    pause: async () => undefined,
    sameLinks: () => behaviour.otherLinks !== true,
    answers: async (config) => answers(config),
    async examine(config) {
      looks++;
      const checks = ['radio', 'uplink'].map((id) => report(id, red(config, looks).includes(id)));
      const level: Level = checks.some((check) => check.level === 'red') ? 'red' : 'green';
      return { checkpoint: 'x', version: '1', epochMs: 0, monotonicMs: 0, level, checks };
    },
  };
}

function report(id: string, isRed: boolean): CheckReport {
  const level = isRed ? 'red' : 'green';
  const name = { vi: id, en: id };
  return {
    id,
    name,
    level,
    findings: [{ level, what: { vi: `${id} hỏng`, en: `${id} is bad` } }],
    tookMs: 0,
  };
}

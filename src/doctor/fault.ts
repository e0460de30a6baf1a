import { fillIn } from '../domain/fill-in.ts';
import type { Finding, Level } from '../domain/finding.ts';
import { printable } from '../domain/printable.ts';
import type { Text } from '../domain/text.ts';

/**
 * One thing that can be wrong, as the report and the handbook's table tell it. What stands in braces is filled in with what was
 * measured, `{free}`; the handbook shows it as it is written.
 */
export interface Fault {
  readonly level: Exclude<Level, 'green'>;
  readonly what: Text;
  readonly meaning: Text;
  readonly remedy: Text;
  /** As in a finding. */
  readonly again?: string;
}

/** All that one check can find wrong, each by a word of its own. */
export type Faults = Readonly<Record<string, Fault>>;

/** What was measured, by the names in the fault's braces. */
export type Facts = Readonly<Record<string, string | number | Text>>;

/** The finding that a fault of the table is there. */
export function found<F extends Faults>(faults: F, id: keyof F & string, facts: Facts = {}): Finding {
  const { level, what, meaning, remedy, again } = faults[id] as Fault;
  const say = (text: Text): Text => ({
    vi: fillIn(text.vi, namesIn(facts, 'vi')),
    en: fillIn(text.en, namesIn(facts, 'en')),
  });
  return {
    level,
    fault: id,
    what: say(what),
    meaning: say(meaning),
    remedy: say(remedy),
    ...(again !== undefined && { again: fillIn(again, namesIn(facts, 'en')) }),
  };
}

function namesIn(facts: Facts, tongue: keyof Text): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      printable(String(typeof fact === 'object' ? fact[tongue] : fact)),
    ]),
  );
}

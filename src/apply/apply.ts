import type { CheckReport, DoctorReport } from '../domain/finding.ts';
import { reasonOf } from '../platform/log.ts';
import { type Change, changesBetween, type Files } from './files.ts';
import { commandsFor } from './needs.ts';
import { APPLIED, CONFIG, formatJournal, JOURNAL, type Plan, PREVIOUS, REFUSED } from './plan.ts';
import type { Health, Machine } from './ports.ts';

/** A Pi with a slow card takes half a minute to start the portal; an emulated one longer. */
const LOOKS_FOR_PORTAL = 120;
const PORTAL_PAUSE_MS = 1000;
/** The uplink is judged by two looks, ten seconds apart, and the radio takes a while to send. */
const LOOKS_AT_RED = 8;
const RED_PAUSE_MS = 5000;

export type Outcome =
  | { readonly kind: 'same' }
  /** Nothing runs here: the files are in their places for the next boot. */
  | { readonly kind: 'files' }
  | { readonly kind: 'applied'; readonly report: DoctorReport }
  /** The old files are in their places again. `faults`: what went wrong on the way back. */
  | { readonly kind: 'back'; readonly why: Why; readonly faults: readonly string[] };

export type Why =
  | { readonly kind: 'command'; readonly reason: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'red'; readonly checks: readonly CheckReport[] };

/** Puts the plan's files in their places, restarts what they change, and puts the old ones back where that did the checkpoint harm. */
export async function apply(machine: Machine, health: Health, plan: Plan): Promise<Outcome> {
  if (plan.changes.length === 0) return { kind: 'same' };
  if (!machine.runs) {
    await put(machine, plan.changes, plan.after);
    await keepPrevious(machine, plan);
    return { kind: 'files' };
  }
  const earlier = await lookEarlier(health, plan);
  await machine.write(JOURNAL, formatJournal(plan.before));
  const tried = await tryOut(machine, plan)
    .then(() => judge({ machine, health }, plan, earlier))
    .catch((error): Tried => ({ why: { kind: 'command', reason: reasonOf(error) } }));
  if (tried.why) return goBack({ machine, health }, plan, tried.why);
  await keepPrevious(machine, plan);
  await machine.remove(JOURNAL);
  return { kind: 'applied', report: tried.report };
}

type Tried = { readonly why: Why } | { readonly why?: never; readonly report: DoctorReport };

/** How the checkpoint was under the config before; undefined: there was none, so nothing can get worse. */
type Earlier = { readonly answered: boolean; readonly red: readonly string[] } | undefined;

async function lookEarlier(health: Health, { before }: Plan): Promise<Earlier> {
  const config = before[APPLIED];
  if (config === undefined) return undefined;
  const report = await health.examine(config);
  return report && { answered: await health.answers(config), red: reds(report).map(({ id }) => id) };
}

async function tryOut(machine: Machine, { changes, after, commands }: Plan): Promise<void> {
  await put(machine, changes, after);
  for (const command of commands) await machine.run(command);
}

/** A checkpoint whose portal was silent before may stay so: the config may be one of several steps out of a trouble. */
async function judge({ machine, health }: World, { config }: Plan, earlier: Earlier): Promise<Tried> {
  const answers = await waitForPortal({ machine, health }, config);
  if (!answers && (earlier?.answered ?? true)) return { why: { kind: 'silent' } };
  for (let looks = 1; ; looks++) {
    const report = await health.examine(config);
    if (report === undefined) throw new Error('the config cannot be read');
    const checks = earlier ? reds(report).filter(({ id }) => !earlier.red.includes(id)) : [];
    if (checks.length === 0) return { report };
    if (looks === LOOKS_AT_RED) return { why: { kind: 'red', checks } };
    await machine.pause(RED_PAUSE_MS);
  }
}

interface World {
  readonly machine: Machine;
  readonly health: Health;
}

/** Goes on whatever fails: each file and each program that is as before is one more. */
async function goBack({ machine, health }: World, plan: Plan, why: Why): Promise<Outcome> {
  const { before, after, config } = plan;
  const faults: string[] = [];
  const note = (error: unknown) => void faults.push(reasonOf(error));
  const changes = changesBetween(after, { ...after, ...before });
  await put(machine, changes, before).catch(note);
  await machine.write(REFUSED, config).catch(note);
  for (const command of commandsFor(changes)) await machine.run(command).catch(note);
  const old = before[APPLIED];
  if (old !== undefined && !(await waitForPortal({ machine, health }, old))) faults.push('portal: no answer');
  await machine.remove(JOURNAL).catch(note);
  return { kind: 'back', why, faults };
}

async function put(machine: Machine, changes: readonly Change[], files: Files): Promise<void> {
  for (const { file } of changes) {
    const text = files[file];
    if (text === undefined) await machine.remove(file);
    else await machine.write(file, text);
  }
}

async function keepPrevious(machine: Machine, { before, config }: Plan): Promise<void> {
  const old = before[CONFIG];
  if (old !== undefined && old !== config) await machine.write(PREVIOUS, old);
}

async function waitForPortal({ machine, health }: World, config: string): Promise<boolean> {
  for (let look = 1; look <= LOOKS_FOR_PORTAL; look++) {
    if (await health.answers(config)) return true;
    await machine.pause(PORTAL_PAUSE_MS);
  }
  return false;
}

function reds({ checks }: DoctorReport): readonly CheckReport[] {
  return checks.filter(({ level }) => level === 'red');
}

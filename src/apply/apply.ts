import { APPLIED, CONFIG, JOURNAL, PREVIOUS, REFUSED } from '../domain/config-files.ts';
import type { CheckReport, DoctorReport } from '../domain/finding.ts';
import { ownReds } from '../domain/outside.ts';
import { reasonOf } from '../platform/log.ts';
import { type Change, changesBetween, type Files } from './files.ts';
import { commandsFor } from './needs.ts';
import { formatJournal, type Plan } from './plan.ts';
import type { Health, Machine } from './ports.ts';

/** A Pi with a slow card takes half a minute to start the portal; an emulated one longer. */
const LOOKS_FOR_PORTAL = 120;
const PORTAL_PAUSE_MS = 1000;
/** The uplink is judged by two looks, ten seconds apart, and the radio takes a while to send. */
const LOOKS_AT_RED = 8;
const RED_PAUSE_MS = 5000;

export type Outcome =
  | { readonly kind: 'same' }
  /** Told to end before anything was changed. */
  | { readonly kind: 'ended' }
  /** Nothing runs here: the files are in their places for the next boot. */
  | { readonly kind: 'files' }
  | { readonly kind: 'applied'; readonly report: DoctorReport }
  /** The old files are in their places again, but for `faults`: what went wrong on the way back. */
  | { readonly kind: 'back'; readonly why: Why; readonly faults: readonly string[] };

export type Why =
  | { readonly kind: 'ended' }
  | { readonly kind: 'command'; readonly reason: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'red'; readonly checks: readonly CheckReport[] };

export interface World {
  readonly machine: Machine;
  readonly health: Health;
  /** Aborted when whoever asked for it is gone, or wants no more of it: what is not judged by then goes back. */
  readonly ending: AbortSignal;
}

/** Puts the plan's files in their places, restarts what they change, and puts the old ones back where that did the checkpoint harm. */
export async function apply(world: World, plan: Plan): Promise<Outcome> {
  const { machine, ending } = world;
  if (plan.changes.length === 0) return { kind: 'same' };
  if (!machine.runs) {
    await put(machine, plan.changes, plan.after);
    await keepPrevious(machine, plan);
    await machine.remove(JOURNAL);
    return { kind: 'files' };
  }
  const earlier = await lookEarlier(world, plan);
  if (ending.aborted) return { kind: 'ended' };
  await machine.write(JOURNAL, formatJournal(plan.before));
  const tried = await tryOut(world, plan)
    .then(() => judge(world, plan, earlier))
    .catch((error): Tried => ({ why: { kind: 'command', reason: reasonOf(error) } }));
  if (ending.aborted) return goBack(world, plan, { kind: 'ended' });
  if (tried.why) return goBack(world, plan, tried.why);
  await keepPrevious(machine, plan);
  await machine.remove(JOURNAL);
  return { kind: 'applied', report: tried.report };
}

type Tried = { readonly why: Why } | { readonly why?: never; readonly report: DoctorReport };

/** How the checkpoint was under the config before; undefined: there was none, so nothing can get worse. */
type Earlier = { readonly answered: boolean; readonly red: readonly string[] } | undefined;

async function lookEarlier({ health }: World, plan: Plan): Promise<Earlier> {
  const config = plan.before[APPLIED];
  if (config === undefined) return undefined;
  const report = await health.examine(config);
  if (report === undefined) return undefined;
  const red = ownReds(report.checks, linksOf(health, plan)).map(({ id }) => id);
  return { answered: await health.answers(config), red };
}

function linksOf(health: Health, { before, config }: Plan): { readonly sameLinks: boolean } {
  return { sameLinks: health.sameLinks(before[APPLIED] ?? config, config) };
}

async function tryOut({ machine, ending }: World, { changes, after, commands }: Plan): Promise<void> {
  await put(machine, changes, after);
  for (const command of commands) if (!ending.aborted) await machine.run(command);
}

/** A checkpoint whose portal was silent before may stay so: the config may be one of several steps out of a trouble. */
async function judge(world: World, plan: Plan, earlier: Earlier): Promise<Tried> {
  const { machine, health, ending } = world;
  const { config } = plan;
  const answers = await waitForPortal(world, config);
  if (!answers && (earlier?.answered ?? true)) return { why: { kind: 'silent' } };
  const links = linksOf(health, plan);
  for (let looks = 1; ; looks++) {
    const report = await health.examine(config);
    if (report === undefined) throw new Error('the config cannot be read');
    const checks = earlier ? ownReds(report.checks, links).filter(({ id }) => !earlier.red.includes(id)) : [];
    if (checks.length === 0) return { report };
    if (looks === LOOKS_AT_RED || ending.aborted) return { why: { kind: 'red', checks } };
    await machine.pause(RED_PAUSE_MS, ending);
  }
}

/** Goes on whatever fails: each file and each program that is as before is one more. What has failed, the next apply does from the journal. */
async function goBack(world: World, plan: Plan, why: Why): Promise<Outcome> {
  const { machine } = world;
  const { now, before, after, config } = plan;
  const faults: string[] = [];
  const note = (error: unknown) => void faults.push(reasonOf(error));
  const changes = changesBetween([now, after], before);
  for (const change of changes) await put(machine, [change], before).catch(note);
  await machine.write(REFUSED, config).catch(note);
  for (const command of commandsFor(changes)) await machine.run(command).catch(note);
  const old = before[APPLIED];
  const isWaitedFor = old !== undefined && why.kind !== 'ended';
  if (isWaitedFor && !(await waitForPortal(world, old))) faults.push('portal: no answer');
  if (faults.length === 0) await machine.remove(JOURNAL).catch(note);
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

async function waitForPortal({ machine, health, ending }: World, config: string): Promise<boolean> {
  for (let look = 1; look <= LOOKS_FOR_PORTAL && !ending.aborted; look++) {
    if (await health.answers(config)) return true;
    await machine.pause(PORTAL_PAUSE_MS, ending);
  }
  return false;
}

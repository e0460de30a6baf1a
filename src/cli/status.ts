import type { Status } from '../checkpoint/web/control.ts';
import { CERTIFICATE_FAULTS, kindOfFault } from '../domain/certificate.ts';
import type { Checkpoint } from '../domain/checkpoint.ts';
import type { UpkeepReport } from '../domain/gate.ts';
import { LEDGER_REMEDY } from '../domain/ledger-words.ts';
import { formatNoticeFault } from '../domain/notice-fault.ts';
import { printable } from '../domain/printable.ts';
import type { ShapingKind } from '../domain/rules/shaping/kinds.ts';
import { shapingAdvice } from '../domain/rules/shaping/shaping.ts';
import type { Text, Tongue } from '../domain/text.ts';
import { resultWords } from '../domain/update-result.ts';
import { UPLINK } from '../domain/uplink-words.ts';
import { PLACES } from '../update/places.ts';
import { lastResult } from '../update/swap.ts';
import { askPortal } from './ask-portal.ts';
import { type Command, EXIT } from './command.ts';
import { damageLines } from './damage-words.ts';
import { JSON_OPTION, printJson } from './json-option.ts';
import { deadRemedy, deadWords } from './link-words.ts';
import { CONFIG_OPTION, loadConfig } from './load-config.ts';
import { PUSH, pushFaults, pushWords } from './push-words.ts';
import { CLOCK, ENDING, GATE_REMEDY, KEY_REMEDY, POWER_CUTS, upkeepWords } from './status-words.ts';
import { wrap } from './wrap.ts';

export const status: Command = {
  name: 'status',
  positionals: [],
  options: { ...CONFIG_OPTION, ...JSON_OPTION },
  text: { vi: 'xem portal có đang chạy tốt không', en: 'ask the running portal how it is' },
  async run(context, args) {
    const { checkpoint } = loadConfig(context, args);
    const answer = (await askPortal(context, checkpoint, { path: '/status' })) as Status;
    if (args.options.json) printJson(context.stdout, answer);
    else {
      const { tongue } = context;
      const told = tell(answer, tongue) + advice(checkpoint, answer, tongue) + (await updateLine(tongue));
      context.stdout.write(plain(told));
    }
    const faults = [...remediesOf(answer), ...answer.notices.faults, ...pushFaults(answer.push)];
    return faults.length === 0 ? EXIT.good : EXIT.fault;
  },
};

/** A portal that was taken over speaks to root's terminal: nothing but lines. */
function plain(told: string): string {
  return told
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

function tell(answer: Status, tongue: Tongue): string {
  const {
    checkpoint,
    uptimeSeconds,
    clientsGranted,
    gate,
    upkeep,
    ledger,
    key,
    uplink,
    certificate,
    notices,
  } = answer;
  const vi = tongue === 'vi';
  const rows: readonly (readonly [string, string])[] = [
    [vi ? 'Chốt' : 'Checkpoint', checkpoint],
    [vi ? 'Đã chạy' : 'Running for', `${Math.floor(uptimeSeconds / 60)} ${vi ? 'phút' : 'minutes'}`],
    [vi ? 'Máy được vào mạng' : 'Phones let through', String(clientsGranted)],
    [vi ? 'Gate (tường lửa)' : 'Gate (firewall)', gate],
    ...upkeep.flatMap((report) => rowOf(report, tongue)),
    [vi ? 'Sổ đếm' : 'Ledger', ledger],
    ...endingRows(answer, tongue),
    [vi ? 'Khóa của chốt' : 'Checkpoint key', key],
    [vi ? 'Đường ra Internet' : 'Uplink', uplink === 'ok' ? 'ok' : UPLINK[uplink].fault[tongue]],
    [CLOCK.name[tongue], CLOCK[answer.clock][tongue]],
    [PUSH[tongue], pushWords(answer.push, tongue)],
    [vi ? 'Thông báo đang hiện' : 'Notices shown', String(notices.shown)],
    ...certificateRow(certificate, tongue),
    ...answer.deadDestinations.map((dead) => [`  ${dead.id}`, deadWords(dead, tongue)] as const),
  ];
  const table = rows.map(([name, value]) => `${`${name}:`.padEnd(20)} ${printable(value)}\n`).join('');
  return table + faultsOf(answer, tongue);
}

/** What is wrong, and what to do. */
function faultsOf(answer: Status, tongue: Tongue): string {
  const word = tongue === 'vi' ? 'Cách sửa' : 'Remedy';
  const told = [
    ...pushFaults(answer.push).map(({ why, remedy }) => `${why[tongue]}\n    ${word}: ${remedy[tongue]}`),
    ...answer.notices.faults.map((fault) => formatNoticeFault(fault, tongue)),
  ];
  return [
    ...remediesOf(answer).map((text) => `    ${word}: ${text[tongue]}\n`),
    ...answer.damagedLedgers.map((damage) => damageLines(damage, tongue)),
    ...told.map((text) => `${wrap(text)}\n`),
  ].join('');
}

/** What happened before this run, where it was not simply ended. No fault: it has passed. */
function endingRows({ lastEnding, powerCuts }: Status, tongue: Tongue): (readonly [string, string])[] {
  const { count, last } = powerCuts;
  return [
    ...(last === undefined
      ? []
      : [[POWER_CUTS.name[tongue], POWER_CUTS.value(count, last)[tongue]] as const]),
    ...(lastEnding === 'closed' ? [] : [[ENDING.name[tongue], ENDING[lastEnding][tongue]] as const]),
  ];
}

function remediesOf({
  gate,
  upkeep,
  ledger,
  key,
  uplink,
  certificate,
  deadDestinations,
}: Status): readonly Text[] {
  return [
    ...(gate === 'ok' ? [] : [GATE_REMEDY]),
    ...upkeep.flatMap(({ name, fault }) => (fault === undefined ? [] : [upkeepWords(name).remedy])),
    ...(ledger === 'ok' ? [] : [LEDGER_REMEDY]),
    ...(key === 'ok' ? [] : [KEY_REMEDY]),
    ...(uplink === 'ok' ? [] : [UPLINK[uplink].remedy]),
    // By its kind and from our own table: a portal that was taken over is not to say what root does.
    ...(certificate?.good === false
      ? [CERTIFICATE_FAULTS[kindOfFault(certificate.why) ?? 'files'].remedy]
      : []),
    ...deadDestinations.map(deadRemedy),
  ];
}

/** Only what is broken, had to be mended since the gate's start, or is one of several ways, is worth a line. */
function rowOf({ name, mended, fault, state }: UpkeepReport, tongue: Tongue): (readonly [string, string])[] {
  const times = tongue === 'vi' ? `đã tự sửa ${mended} lần` : `mended ${mended} times`;
  const parts = [state, fault ?? (mended > 0 ? times : undefined)].filter((part) => part !== undefined);
  return parts.length === 0 ? [] : [[`  ${upkeepWords(name).name[tongue]}`, parts.join(', ')]];
}

function certificateRow(certificate: Status['certificate'], tongue: Tongue): (readonly [string, string])[] {
  if (!certificate) return [];
  const state = certificate.good ? 'ok' : certificate.why[tongue];
  return [[tongue === 'vi' ? 'Chứng chỉ' : 'Certificate', state]];
}

/** An update that was taken back: whoever was not there should know of it. No fault of what runs now. */
async function updateLine(tongue: Tongue): Promise<string> {
  const result = await lastResult(PLACES);
  return result === undefined || result.outcome === 'good' ? '' : `${wrap(resultWords(result)[tongue])}\n`;
}

/** What could be better and is no fault. */
function advice(checkpoint: Checkpoint, { upkeep }: Status, tongue: Tongue): string {
  const kind = upkeep.find(({ name }) => name === 'shaping')?.state;
  const text = kind === undefined ? undefined : shapingAdvice(checkpoint, kind as ShapingKind);
  return text ? `    ${tongue === 'vi' ? 'Nên làm' : 'Advice'}: ${text[tongue]}\n` : '';
}

import type { RequestHandler } from 'express';
import type { PushReport } from '../../flows/push.ts';
import type { Sessions } from '../../flows/sessions.ts';
import type { CheckpointKey, Ledger, Salvage } from '../../ports.ts';
import type { CheckpointParts } from './checkpoint-answer.ts';

export interface MetricsParts extends CheckpointParts {
  readonly sessions: Pick<Sessions, 'running'>;
  readonly ledger: Pick<Ledger, 'fault' | 'lastEnding' | 'powerCuts'>;
  readonly key: Pick<CheckpointKey, 'fault' | 'publicKey'>;
  readonly salvage: Pick<Salvage, 'damage'>;
  readonly pushReport: () => PushReport;
}

interface Sample {
  /** Of the labels' values: ids of ours, that need no escape. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Series {
  readonly help: string;
  read(parts: MetricsParts): readonly Sample[];
}

const one = (value: number | boolean | undefined): readonly Sample[] =>
  value === undefined ? [] : [{ value: Number(value) }];

/** How the checkpoint is, for a program that watches many. What it has counted is the feed's: a series that is scraped may have gaps. */
const SERIES: Readonly<Record<string, Series>> = {
  checkpoint_build: {
    help: 'Which checkpoint this is, and which version runs.',
    read: ({ checkpoint: { id }, version }) => [{ labels: { checkpoint: id, version }, value: 1 }],
  },
  checkpoint_uptime_seconds: {
    help: 'Since the portal started.',
    read: ({ clock, startedMs }) => one(Math.round((clock.monotonicMs() - startedMs) / 1000)),
  },
  checkpoint_clients_granted: {
    help: 'Phones that are let through now.',
    read: ({ sessions }) => one(sessions.running()),
  },
  checkpoint_ledger_working: {
    help: '1 while counts can be written.',
    read: ({ ledger }) => one(ledger.fault() === undefined),
  },
  checkpoint_key_kept: {
    help: '1 where the key will be there after a restart, and nobody has to be told of a new one.',
    read: ({ key }) => one(key.fault() === undefined),
  },
  checkpoint_uplink_up: {
    help: '1 while there is an internet.',
    read: ({ uplinkWatch }) => one(uplinkWatch.view().state === 'up'),
  },
  checkpoint_clock: {
    help: 'Who vouches for the time.',
    read: ({ clock }) => [{ labels: { quality: clock.quality() }, value: 1 }],
  },
  checkpoint_power_cuts: {
    help: 'In the last 400 days.',
    read: ({ ledger }) => one(ledger.powerCuts().count),
  },
  checkpoint_damaged_ledgers: {
    help: 'Files that were set aside and still lie there.',
    read: ({ salvage }) => one(salvage.damage().length),
  },
  checkpoint_push_failing: {
    help: '1 while counts do not reach the hub; missing where there is none.',
    read: ({ pushReport }) =>
      one(pushReport().state === 'off' ? undefined : pushReport().state === 'failing'),
  },
  checkpoint_push_hours_waiting: {
    help: 'Hours that have not reached the hub.',
    read: ({ pushReport }) => one(pushReport().hoursWaiting),
  },
  checkpoint_destination_alive: {
    help: '1 where a destination answers, 0 where it does not; missing where nobody knows.',
    read: ({ linkWatch }) =>
      linkWatch
        .view()
        .flatMap(({ destination: { id }, state }) =>
          state === 'unknown' ? [] : [{ labels: { destination: id }, value: Number(state === 'alive') }],
        ),
  },
};

/** OpenMetrics 1.0, all gauges. */
export function sendMetrics(parts: MetricsParts): RequestHandler {
  return (_request, response) => {
    const families = Object.entries(SERIES).map(([name, series]) => familyOf(name, series, parts));
    response
      .set('Content-Type', 'application/openmetrics-text; version=1.0.0; charset=utf-8')
      .set('Cache-Control', 'no-store')
      .send(`${families.join('')}# EOF\n`);
  };
}

function familyOf(name: string, { help, read }: Series, parts: MetricsParts): string {
  const samples = read(parts).map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
    return `${name}${pairs.length === 0 ? '' : `{${pairs.join()}}`} ${value}\n`;
  });
  const unit = name.endsWith('_seconds') ? `# UNIT ${name} seconds\n` : '';
  return `# TYPE ${name} gauge\n${unit}# HELP ${name} ${help}\n${samples.join('')}`;
}

import { hourOf } from '../../../../domain/clock.ts';
import { daysText } from '../../../../domain/date-text.ts';
import { DEFINITIONS } from '../../../../domain/definitions.ts';
import { slotsOf } from '../../../../domain/slots.ts';
import { DAYS, type Span, spanOf } from '../../../../domain/span.ts';
import type { Text, Tongue } from '../../../../domain/text.ts';
import { answerExactly, type CountsParts } from '../counts-answer.ts';
import { completenessView } from './completeness-view.ts';
import { DOCTOR_WORDS } from './doctor-words.ts';
import { comparisonOf, figureViews, MAIN } from './figures-view.ts';
import { type HealthParts, healthView } from './health-view.ts';
import { plotView } from './plot-view.ts';
import { createSaying } from './saying.ts';
import { splitViews } from './split-view.ts';
import { tableRows } from './table-view.ts';
import { PAGE_WORDS } from './words.ts';

type Query = Readonly<Record<string, unknown>>;

/** All that the page of figures shows, in words: the same figures as the API gives for the same period. */
export async function reportModel(parts: CountsParts & HealthParts, query: Query, tongue: Tongue) {
  const nowMs = parts.clock.epochMs();
  const nowHour = hourOf(nowMs);
  const span = spanOf(query, nowHour);
  const { period } = span;
  const { from, to, by } = period;
  const saying = createSaying(tongue);
  const counts = await answerExactly(parts, { from, to, by });
  const comparison = await comparisonOf(parts, { span, nowHour, counts }, saying);
  const figures = figureViews(counts.totals, comparison, saying);
  const slots = slotsOf(period, counts.rows, nowHour);
  return {
    other: (lang: string) => hrefOf(span, { lang }),
    health: healthView(parts, saying),
    doctor: { href: `/doctor?lang=${tongue}`, name: DOCTOR_WORDS.link[tongue] },
    title: daysText(from, to),
    by,
    ...linksOf(span, tongue),
    complete: completenessView(counts, { span, nowMs }, saying),
    comparison: comparison.words,
    figures,
    plots: figures.map((figure) => plotView(figure, { by, slots }, saying)),
    legend: {
      part: slots.some(({ state }) => state === 'part'),
      silent: slots.some(({ state }) => state === 'silent'),
      estimated: slots.some(({ isEstimated }) => isEstimated),
    },
    rows: tableRows(slots, by, saying),
    splits: splitViews(counts.rows, parts.checkpoint, saying),
    note: DEFINITIONS.note[tongue],
    meanings: MAIN.map((metric) => {
      const { name, meaning, not } = DEFINITIONS.figures[metric];
      return { name: name[tongue], meaning: meaning[tongue], not: not[tongue] };
    }),
  };
}

const SPAN_NAMES: Readonly<Record<Span['days'], Text>> = {
  1: { vi: '1 ngày', en: '1 day' },
  7: { vi: '7 ngày', en: '7 days' },
  30: { vi: '30 ngày', en: '30 days' },
};

/** To the same report of other days, and to the figures as files. */
function linksOf(span: Span, tongue: Tongue) {
  const { days, earlier, later, period } = span;
  const lang = tongue;
  const file = (format: string) =>
    `/api/v1/counts?${new URLSearchParams({ from: period.from, to: period.to, by: period.by, format })}`;
  return {
    spans: DAYS.map((one) => ({
      name: one === 1 && later === undefined ? PAGE_WORDS.today[tongue] : SPAN_NAMES[one][tongue],
      href: hrefOf(span, { lang, days: String(one) }),
      isCurrent: one === days,
    })),
    earlier: hrefOf(span, { lang, to: earlier }),
    later: later === undefined ? undefined : hrefOf(span, { lang, to: later }),
    downloads: { xlsx: file('xlsx'), csv: file('csv') },
  };
}

/** Without `to` where it ends today, so that tomorrow the same address shows that day. */
function hrefOf(
  { days, later, period }: Span,
  change: { readonly lang: string; readonly days?: string; readonly to?: string },
): string {
  const to = change.to ?? (later === undefined ? undefined : period.to);
  const query = { days: change.days ?? String(days), ...(to !== undefined && { to }), lang: change.lang };
  return `/?${new URLSearchParams(query)}`;
}

import type { Tongue } from './text.ts';

/** A whole number as it is written here and there: `1.234.567`, `1,234,567`. Not by `Intl`: a Node with a small ICU knows no Vietnamese. */
export function numberText(n: number, tongue: Tongue): string {
  const mark = tongue === 'vi' ? '.' : ',';
  return String(n).replace(/\B(?=(\d{3})+$)/g, mark);
}

/** With its sign; a minus as wide as the plus: `+1.234`, `−5`, `0`. */
export function differenceText(n: number, tongue: Tongue): string {
  const sign = n > 0 ? '+' : n < 0 ? '−' : '';
  return sign + numberText(Math.abs(n), tongue);
}

import type { Text, Tongue } from '../domain/text.ts';
import type { Collected } from '../hub/collect.ts';
import { type CollectError, collectWords } from '../hub/fault.ts';
import { wrap } from './wrap.ts';

/** What is wrong with what, and what to do. */
export function faultLines(what: string, fault: CollectError, tongue: Tongue): string {
  const { fault: words, remedy } = collectWords(fault);
  const detail = fault.detail === '' ? '' : ` (${fault.detail})`;
  const arrow = tongue === 'vi' ? 'Cách sửa' : 'Remedy';
  return `${wrap(`${what}: ${words[tongue]}${detail}\n    ${arrow}: ${remedy[tongue]}`)}\n`;
}

/** Tells of each checkpoint when it is done, one line each: with twelve over 4G that is minutes. */
export function createProgress(all: number, tongue: Tongue): (done: Collected) => string {
  let number = 0;
  return ({ id, hoursNew, fault }) => {
    number += 1;
    const place = `[${String(number).padStart(String(all).length)}/${all}] ${id}`;
    if (fault) return faultLines(place, fault, tongue);
    return `${place}: ${hoursWords(hoursNew)[tongue]}\n`;
  };
}

export function hoursWords(hours: number): Text {
  return { vi: `${hours} giờ mới`, en: `${hours} new hour${hours === 1 ? '' : 's'}` };
}

/** For programs, in the words of the report API. */
export function faultJson(fault: CollectError, tongue: Tongue) {
  const { fault: words, remedy } = collectWords(fault);
  return { code: fault.code, detail: fault.detail, message: words[tongue], hint: remedy[tongue] };
}

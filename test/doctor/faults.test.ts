import { describe, expect, test } from 'vitest';
import { NAME_COLUMNS, tellCheck } from '../../src/cli/doctor-words.ts';
import { CHECKS } from '../../src/doctor/checks.ts';
import { found } from '../../src/doctor/fault.ts';
import { faultRows } from '../../src/doctor/faults.ts';

const ROWS = faultRows(CHECKS);

/** What a technician is told to do: a command in backquotes, or a part of the sentence that begins with one of these. */
const ACTIONS = {
  vi: /(^|[;,:] |^trong \S+ )(xem|chạy|đợi|thay|gắn|đặt|nạp|sửa|tắt|bật|cấp|ghi|cắm|bỏ|tăng|giảm|dời|nối|kiểm tra|chọn|đổi|báo|gọi|hỏi|dùng|mở|chép|xin|gia hạn|cài)(?= )/i,
  en: /(^|[;,:] )(see|look|run|wait|replace|fit|put|top|correct|turn|switch|let|set|tell|call|ask|use|open|copy|get|give|renew|name|install|take|raise|connect|choose|change|unplug|plug|move|remove|check)(?= )/i,
} as const;

describe('the table of faults', () => {
  test('has every check, and names each fault once', () => {
    expect(ROWS.length).toBeGreaterThan(50);
    expect(new Set(ROWS.map(({ id }) => id)).size).toBe(ROWS.length);
    const bare = CHECKS.filter(({ faults }) => faults === undefined || Object.keys(faults).length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  test.each(ROWS)('$id says what, what it means and what to do, in both languages', ({ fault }) => {
    for (const tongue of ['vi', 'en'] as const) {
      for (const text of [fault.what, fault.meaning, fault.remedy]) expect(text[tongue].trim()).not.toBe('');
      const does = /`[^`]+`/.test(fault.remedy[tongue]) || ACTIONS[tongue].test(fault.remedy[tongue]);
      expect(does, fault.remedy[tongue]).toBe(true);
      // Backquotes are around commands, and end.
      expect((fault.remedy[tongue].split('`').length - 1) % 2).toBe(0);
    }
    const namesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    expect(namesOf(fault.what.vi)).toEqual(namesOf(fault.what.en));
    expect(namesOf(fault.remedy.vi)).toEqual(namesOf(fault.remedy.en));
  });

  test.each(CHECKS)('the name of $id leaves room for what was found', ({ name }) => {
    expect(Math.max(name.vi.length, name.en.length)).toBeLessThan(NAME_COLUMNS);
  });

  test.each(ROWS)('$id keeps to 80 columns', ({ id, check, fault }) => {
    for (const tongue of ['vi', 'en'] as const) {
      const finding = found({ [id]: fault }, id);
      const report = { ...check, level: fault.level, findings: [finding], tookMs: 0 };
      const lines = tellCheck(report, { tongue, colour: false }).split('\n');
      expect(lines.filter((line) => line.length > 80)).toEqual([]);
    }
  });
});

test('a fault is told with what was measured, in each language its own word', () => {
  const faults = {
    hot: {
      level: 'red',
      what: { vi: '{where} nóng {n} độ', en: '{where} is at {n}' },
      meaning: { vi: 'a', en: 'b' },
      remedy: { vi: 'tắt {where}', en: 'turn {where} off' },
      again: 'look {n}',
    },
  } as const;
  expect(found(faults, 'hot', { where: { vi: 'máy', en: 'the box' }, n: 90 })).toEqual({
    level: 'red',
    fault: 'hot',
    what: { vi: 'máy nóng 90 độ', en: 'the box is at 90' },
    meaning: { vi: 'a', en: 'b' },
    remedy: { vi: 'tắt máy', en: 'turn the box off' },
    again: 'look 90',
  });
});

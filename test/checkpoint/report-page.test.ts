import request from 'supertest';
import { describe, expect, test } from 'vitest';
import type { CountsAnswer } from '../../src/checkpoint/web/district/counts-answer.ts';
import { hourOf } from '../../src/domain/clock.ts';
import { dayText } from '../../src/domain/date-text.ts';
import { DEFINITIONS } from '../../src/domain/definitions.ts';
import { attribute, type Element, elementsOf, hasClass, named, textOf, within } from './html.ts';
import { busyPast, hourOfTaps, type PastHour, writePast } from './past.ts';
import { startTrial } from './trial.ts';

/** A Monday, 15:40 in Vietnam. */
const START = '2021-03-01T08:40:00Z';
const NOW = hourOf(Date.parse(START));
const BUSY = busyPast(NOW, 61);
const MAIN = ['session', 'device', 'shown', 'opened', 'renewed'] as const;

async function startReport(past: readonly PastHour[], written: { place?: string; top?: string } = {}) {
  const trial = await startTrial({ prepare: (folder) => writePast(folder, past), start: START, written });
  const { report, token } = trial;
  const login = await request(report).post('/login').set('Origin', report).type('form').send({ token });
  const cookie = String(login.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  return {
    ...trial,
    read: async (query: string) => {
      const answer = await request(report).get(`/?${query}`).set('Cookie', cookie);
      return { answer, text: answer.text, elements: elementsOf(answer.text) };
    },
    ask: async (query: string): Promise<CountsAnswer> =>
      (await request(report).get(`/api/v1/counts?${query}`).auth(token, { type: 'bearer' })).body,
  };
}

function rowsOf(table: Element | undefined): readonly (readonly string[])[] {
  return named(table ? within(table) : [], 'tr').map((row) =>
    within(row)
      .filter(({ tagName }) => tagName === 'th' || tagName === 'td')
      .map(textOf),
  );
}

/** As an officer would type them: `1.234` is a thousand. */
function numberOf(text: string | undefined): number {
  return Number((text ?? 'none').replaceAll('.', ''));
}

function bigNumbers(elements: readonly Element[]): readonly string[] {
  return elements.filter((element) => hasClass(element, 'big')).map(textOf);
}

describe('the page of figures', () => {
  test.each([
    ['days=1', 'from=2021-03-01&to=2021-03-01&by=hour'],
    ['days=7', 'from=2021-02-23&to=2021-03-01&by=day'],
    ['days=30', 'from=2021-01-31&to=2021-03-01&by=day'],
    ['days=1&to=2021-02-28', 'from=2021-02-28&to=2021-02-28&by=hour'],
    ['days=30&to=2021-02-10', 'from=2021-01-12&to=2021-02-10&by=day'],
  ])('shows for %s what the API answers for %s', async (query, asked) => {
    const { read, ask } = await startReport(BUSY);
    const [{ elements }, answer] = [await read(`${query}&lang=vi`), await ask(asked)];
    const totals = MAIN.map((metric) => answer.totals[metric]);
    expect(totals.every((n) => n !== undefined && n > 0)).toBe(true);
    expect(bigNumbers(elements).map(numberOf)).toEqual(totals);
    const rows = rowsOf(named(elements, 'table').at(0));
    const { name } = DEFINITIONS.figures.session;
    expect(rows[0]?.slice(1, 2)).toEqual([name.vi]);
    expect(rows.at(-1)?.slice(1, 6).map(numberOf)).toEqual(totals);
    const shown = rows.slice(1, -1).map(([, ...cells]) => cells.slice(0, 5));
    expect(shown).toHaveLength(answer.rows.length);
    expect(shown.map((cells) => cells.map((cell) => (cell === '–' ? 0 : numberOf(cell))))).toEqual(
      answer.rows.map((row) => MAIN.map((metric) => row.totals[metric])),
    );
    const downloads = named(elements, 'a').map((link) => attribute(link, 'href'));
    expect(downloads).toContain(`/api/v1/counts?${asked}&format=xlsx`);
    expect(downloads).toContain(`/api/v1/counts?${asked}&format=csv`);
  });

  test('shows the parts of each split, the largest first, and all of them', async () => {
    const { read, ask } = await startReport(BUSY);
    const { elements } = await read('days=7&lang=en');
    const [, languages, phones, destinations] = named(elements, 'table').map(rowsOf);
    const { rows } = await ask('from=2021-02-23&to=2021-03-01&by=day');
    const sum = (metric: 'session' | 'opened', part: string) =>
      rows.reduce((all, { parts }) => all + (parts[metric]?.[part] ?? 0), 0).toLocaleString('en');
    expect(languages?.slice(1).map((cells) => cells.slice(0, 2))).toEqual([
      ['Vietnamese', sum('session', 'language=vi')],
      ['English', sum('session', 'language=en')],
      ['Korean', sum('session', 'language=ko')],
    ]);
    expect(phones?.slice(1).map(([name, n]) => [name, n])).toContainEqual([
      'Android',
      sum('session', 'family=android'),
    ]);
    expect(destinations?.slice(1).map(([name, n]) => [name, n])).toEqual([
      ['tokhaiyte.vn', sum('opened', 'destination=tokhaiyte')],
      ['Bluezone', sum('opened', 'destination=bluezone')],
    ]);
    const shares = (languages ?? []).slice(1).map(([, , share]) => Number.parseFloat(share ?? ''));
    expect(shares.reduce((all, share) => all + share, 0)).toBeCloseTo(100, 0);
  });

  test('a silent hour is hatched, a dash and a word, and no zero', async () => {
    const { read } = await startReport(BUSY);
    const { elements, text } = await read('days=1&to=2021-02-28&lang=vi');
    const rows = rowsOf(named(elements, 'table').at(0));
    expect(rows.filter(([hour]) => hour === '13:00–14:00')).toEqual([
      ['13:00–14:00', '–', '–', '–', '–', '–', 'không có số liệu'],
    ]);
    const hatched = named(elements, 'rect').filter((rect) =>
      attribute(rect, 'fill')?.startsWith('url(#silent-'),
    );
    expect(hatched).toHaveLength(3 * MAIN.length);
    expect(hatched.map(textOf).slice(0, 3)).toEqual(
      [13, 14, 15].map((hour) => `${hour}:00–${hour + 1}:00: không có số liệu`),
    );
    expect(text).toContain('Có số liệu của 21/24 giờ. Thiếu 3 giờ');
    expect(text).toContain('không có số liệu (không phải là 0)');
  });

  test('an hour in which nobody came is a zero', async () => {
    const past = Array.from({ length: 24 }, (_, hour) => hourOfTaps(NOW - 39 + hour, hour === 9 ? 5 : 0));
    const { read } = await startReport(past);
    const { elements, text } = await read('days=1&to=2021-02-28&lang=en');
    const [, ...rows] = rowsOf(named(elements, 'table').at(0));
    expect(rows[8]).toEqual(['08:00–09:00', '0', '0', '0', '0', '0', '']);
    expect(rows[9]?.[1]).toBe('5');
    expect(text).not.toContain('no figures (which is not zero)');
    expect(text).toContain('Figures of all 24 hours are there.');
  });

  test('says what is estimated, not over, and cut off, in words and marks', async () => {
    const { read } = await startReport(BUSY);
    const { elements, text } = await read('days=7&lang=en');
    expect(text).toContain('8 of the hours are only reckoned');
    expect(text).toContain('This period is not over: up to 15:40, 01/03/2021.');
    const marks = named(elements, 'text').filter((element) => hasClass(element, 'about'));
    expect(marks).toHaveLength(MAIN.length);
    const remarks = rowsOf(named(elements, 'table').at(0)).map((cells) => [cells[0], cells.at(-1)]);
    expect(remarks).toContainEqual([dayText('2021-02-25'), '8 hours estimated']);
    expect(remarks).toContainEqual([dayText('2021-02-28'), '21 of 24 hours']);
    expect(remarks).toContainEqual([dayText('2021-03-01'), 'not over']);
    const hollow = named(elements, 'rect').filter((rect) => hasClass(rect, 'part'));
    // The legend has one too.
    expect(hollow).toHaveLength(1 + 2 * MAIN.length);
  });

  test('holds hours that are over against as many of the days before', async () => {
    // 10 in each hour of the week before, 12 since; the hour that runs has 1 so far and is left out.
    const past = Array.from({ length: 14 * 24 + 16 }, (_, index) => {
      const hour = NOW - index;
      if (index === 0) return hourOfTaps(hour, 1);
      return hourOfTaps(hour, index > 6 * 24 + 15 ? 10 : 12);
    });
    const { read } = await startReport(past);
    const { elements, text } = await read('days=7&lang=vi');
    const hours = 6 * 24 + 15;
    const change = elements.filter((element) => hasClass(element, 'change')).map(textOf);
    expect(bigNumbers(elements)[0]).toBe((hours * 12 + 1).toLocaleString('vi'));
    expect(change[0]).toBe(`+${hours * 2} (+20%)`);
    expect(text).toContain('Số +/− là so với cùng số giờ của 16/02–22/02/2021 (đến 15:00).');
  });

  test.each([
    [
      'days=1&to=2021-02-28',
      'No comparison with 27/02/2021: this period has figures of 21 of 24 hours only.',
    ],
    ['days=1', 'No comparison with 28/02/2021: there are figures of 13 of 15 hours only.'],
  ])('compares nothing that is incomplete: %s', async (query, words) => {
    const { read } = await startReport(BUSY);
    const { elements, text } = await read(`${query}&lang=en`);
    expect(text).toContain(words);
    expect(elements.filter((element) => hasClass(element, 'change'))).toEqual([]);
  });

  test('of a checkpoint that has only begun says so', async () => {
    const { read } = await startReport([]);
    const { text, elements } = await read('days=7&lang=en');
    expect(text).toContain('The checkpoint has run for a part of this period only: 1 of 160 hours.');
    expect(bigNumbers(elements)).toEqual(['0', '0', '0', '0', '0']);
    expect((await read('days=7&to=2021-02-01&lang=en')).text).toContain('the checkpoint did not run yet');
  });

  test.each([
    ['lang=vi', 'en', ['Vào mạng', 'Hôm nay', 'Thoát', 'Đây là số lượt, không phải số người']],
    ['lang=en', 'vi', ['Sessions', 'Today', 'Log out', 'These are events, not people']],
    ['', 'en', ['Sessions']],
    ['', 'ko', ['Vào mạng']],
  ])('speaks with %s to a reader of %s', async (query, languages, words) => {
    const { report, token } = await startTrial({
      prepare: (folder) => writePast(folder, BUSY),
      start: START,
    });
    const agent = request.agent(report).set('Accept-Language', languages);
    await agent.post('/login').set('Origin', report).type('form').send({ token }).expect(303);
    const page = await agent.get(`/?${query}`).expect(200);
    for (const word of words) expect(page.text).toContain(word);
  });

  test('tells how the checkpoint stands, and whom to tell', async () => {
    const { read, clock } = await startReport(BUSY);
    expect((await read('lang=en')).text).toContain(
      'At 15:40, 01/03/2021: internet works; clock is set; counting.',
    );
    clock.setQuality('estimated');
    const { text } = await read('lang=en');
    expect(text).toContain('clock is not set, dates may be off');
    expect(text).toContain('Please tell the technician');
  });

  test('is a page that everybody can read: images with names, tables with heads, ids once', async () => {
    const { read } = await startReport(BUSY);
    const { elements, text } = await read('days=30&lang=vi');
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const images = named(elements, 'svg').filter((svg) => attribute(svg, 'role') === 'img');
    expect(images).toHaveLength(MAIN.length);
    for (const image of images)
      for (const name of ['aria-labelledby', 'aria-describedby'])
        expect(
          textOf(
            elements.find(({ attrs }) =>
              attrs.some(({ name: id, value }) => id === 'id' && value === attribute(image, name)),
            ) ?? image,
          ),
        ).not.toBe('');
    for (const table of named(elements, 'table')) {
      const inside = within(table);
      expect(named(inside, 'caption')).toHaveLength(1);
      for (const head of named(inside, 'th')) expect(attribute(head, 'scope')).toMatch(/^(row|col)$/);
    }
    expect(text).not.toMatch(/<script|style="|https?:\/\/(?!www\.w3\.org)/);
  });

  test('takes hostile names and queries for texts', async () => {
    const evil = '"><script>alert(1)</script>&{n}';
    const past = [
      {
        hour: NOW - 1,
        counters: [
          ['present', '', 1],
          ['opened', `destination=${evil}`, 3],
          ['session', `language=${evil}`, 2],
          ['session', `family=${evil}`, 2],
        ],
      },
    ] satisfies PastHour[];
    const place = `name = { vi = ${JSON.stringify(evil)}, en = "x" }\ndistrict = ${JSON.stringify(evil)}`;
    const { read } = await startReport(past, { place });
    const to = encodeURIComponent(evil);
    const { answer, text, elements } = await read(`lang=vi&days=${to}&to=${to}&to=x&${to}=${to}`);
    expect(answer.status).toBe(200);
    expect(named(elements, 'script')).toEqual([]);
    expect(text).not.toContain('<script');
    const names = named(elements, 'th').map(textOf);
    expect(names.filter((name) => name === evil).length).toBeGreaterThanOrEqual(2);
  });

  test('folds a long tail, and keeps its sum', async () => {
    const counters = Array.from({ length: 12 }, (_, n) => ['opened', `destination=d${n}`, 12 - n] as const);
    const past: PastHour[] = [{ hour: NOW - 1, counters: [['present', '', 1], ...counters] }];
    const { read } = await startReport(past);
    const { elements } = await read('lang=en');
    const [, ...rows] = rowsOf(named(elements, 'table').at(-1));
    expect(rows).toHaveLength(8);
    expect(rows.at(-1)).toEqual(['5 others', '15', '19.2%']);
    expect(rows.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(78);
  });

  test('that cannot be made says so, and what to do', async () => {
    const { read, clock, log } = await startReport(BUSY);
    clock.setWall(Number.NaN);
    const { answer, text } = await read('lang=en');
    expect(answer.status).toBe(500);
    expect(text).toContain('ask the technician for: checkpoint-portal status');
    expect(text).not.toContain('action="/login');
    expect(log.lines.join('\n')).toMatch(/the report page could not be made.*Invalid time/);
  });
});

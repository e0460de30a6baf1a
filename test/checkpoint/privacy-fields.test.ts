import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rowAbout } from '../../src/domain/privacy/table.ts';
import { askSocket } from './evidence.ts';
import { noticeFile } from './notice-files.ts';
import { startTrial } from './trial.ts';

/** Every answer in JSON, and the name that its fields have in the table. One that is not there yet answers with an error. */
const REPORT: readonly (readonly [string, string])[] = [
  ['counts', '/api/v1/counts?by=hour'],
  ['counts', '/api/v1/counts?public=1&from=2021-02-01&to=2021-02-01'],
  ['checkpoint', '/api/v1/checkpoint'],
  ['notices', '/api/v1/notices'],
  ['healthz', '/healthz'],
  ['doctor', '/api/v1/doctor'],
  ['feed', '/api/v1/feed'],
];
const CONTROL: readonly (readonly [string, string])[] = [
  ['status', '/status'],
  ['counts', '/counts'],
  ['enrollment', '/enrollment'],
  ['notices', '/notices'],
  ['tokens', '/tokens'],
  ['schema', '/schema'],
];

test('no answer has a field whose purpose nobody has stated', async () => {
  const { report, portal, token, folder, clock } = await startTrial({
    noticeFiles: { 'khai-bao.vi.md': noticeFile(), 'sai.vi.md': 'no notice' },
  });
  await fetch(`${portal}/accept`, { method: 'POST', redirect: 'manual' });
  // The feed gives hours that are over, the public form days.
  clock.pass(24 * 3_600_000);
  const fields = new Set<string>();
  const add = (name: string, answer: unknown) => {
    const isError = Object.keys(answer ?? {}).join() === 'error';
    for (const path of pathsOf(answer, isError ? '' : name)) fields.add(path);
  };
  for (const [name, address] of REPORT) {
    const answer = await fetch(`${report}${address}`, { headers: { Authorization: `Bearer ${token}` } });
    add(name, await answer.json());
  }
  for (const [name, path] of CONTROL)
    add(name, JSON.parse((await askSocket(join(folder, 'portal.sock'), path)).toString()));
  const metrics = await fetch(`${report}/metrics`, { headers: { Authorization: `Bearer ${token}` } });
  if (metrics.ok) for (const name of namesOfMetrics(await metrics.text())) fields.add(`metrics.${name}`);
  const csv = await fetch(`${report}/api/v1/counts?format=csv`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  const [header = ''] = (await csv.text()).replace('\uFEFF', '').split('\r\n');
  for (const column of header.split(',')) fields.add(`csv.${column}`);

  expect(fields).toContain('counts.rows[].totals.session');
  expect(fields).toContain('counts.public.below');
  expect(fields).toContain('feed.items[].n.present.-');
  expect(fields).toContain('notices.faults[].fault.vi');
  expect([...fields].filter((field) => !rowAbout('wire', field))).toEqual([]);
});

/** `rows[].totals.session`: the way to each value. */
function pathsOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsOf(each, `${path}[]`));
  if (value === null || typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, each]) =>
    pathsOf(each, path === '' ? key : `${path}.${key || '-'}`),
  );
}

/** Of OpenMetrics: the name of each series, and of each of its labels. */
function namesOfMetrics(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.flatMap((line) => {
    const [, name = '', labels = ''] = /^([a-zA-Z_:]+)(?:\{([^}]*)\})?/.exec(line) ?? [];
    return [name, ...[...labels.matchAll(/([a-z_]+)=/g)].map(([, label]) => `${name}.${label}`)];
  });
}

import { expect, test } from 'vitest';
import { update } from '../../src/doctor/checks/update.ts';
import { createFakeBox } from './fake-box.ts';

const LAST = '/var/lib/checkpoint-update/last.json';
const ended = (outcome: string, why = '') =>
  createFakeBox({
    files: {
      [LAST]: JSON.stringify({ from: '1.0.0', to: '1.1.0', outcome, why, at: '2021-02-07T01:00:00Z' }),
    },
  });

test.each([
  ['that was good is green', ended('good'), ['green']],
  ['that was taken back is yellow, with what turned red', ended('back', 'portal dns'), ['yellow']],
  ['that could not be taken back is red', ended('stuck', 'install'), ['red']],
  ['that never was is nothing to tell', createFakeBox(), []],
  ['whose note a power cut has damaged is nothing to tell', createFakeBox({ files: { [LAST]: '\0\0' } }), []],
])('an update %s', async (_, box, levels) => {
  const findings = await update.look(box);
  expect(findings.map(({ level }) => level)).toEqual(levels);
  for (const { level, remedy, what } of findings) {
    expect(what.vi).toContain('1.1.0');
    expect(remedy !== undefined).toBe(level !== 'green');
  }
});

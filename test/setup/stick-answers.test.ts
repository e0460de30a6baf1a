import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fillConfig, missingAnswers, parseAnswers } from '../../src/config/answers.ts';
import { checkpointOf, ROOT } from '../example.ts';

const README = readFileSync(`${ROOT}deploy/stick/README.txt`, 'utf8');
/** From the first of the answers to the last, as somebody copies it. */
const SAMPLE = /^ +id = [\s\S]*?\n\n/m.exec(README)?.[0] ?? '';

test('the sample on the stick is an answers file, with what stands behind each answer no part of it', () => {
  const { answers, faults } = parseAnswers(SAMPLE);
  expect([faults, missingAnswers(answers)]).toEqual([[], []]);
  expect(answers).toEqual({
    id: 'gl-ayunpa-01',
    name: 'Chốt số 1 Ayun Pa',
    name_en: 'Checkpoint 1',
    district: 'Ayun Pa',
    province: 'Gia Lai',
    radio: 'wlan0',
    uplink: 'wwan0',
    ssid: 'KHAI BAO Y TE',
    phone: '0269 000 000',
  });
  const example = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
  expect(checkpointOf(fillConfig(example, answers, true))).toMatchObject({
    contacts: [{ phone: '0269 000 000' }],
  });
});

test('the sheet on the stick fits a terminal of 80 columns', () => {
  expect(README.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

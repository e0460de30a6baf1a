import { describe, expect, test } from 'vitest';
import { chooseOffer, newestIn, offersIn } from '../../src/domain/update.ts';
import { refusalWords, UPDATE_REFUSALS, UpdateRefusal } from '../../src/domain/update-refusal.ts';
import { readResult, resultWords, stepWords } from '../../src/domain/update-result.ts';

const hash = 'a'.repeat(64);
const installed = { version: '1.0.0', architecture: 'arm64' };
const listOf = (...paths: string[]) => paths.map((path) => `${hash}  ${path}\n`).join('');
const choose = (paths: readonly string[], wish: { file?: string; mayGoBack?: boolean } = {}) =>
  chooseOffer(offersIn(listOf(...paths)), { installed, mayGoBack: false, ...wish });

describe('a publisher`s list', () => {
  test('is read as sha256sum writes it, and only what is ours is taken from it', () => {
    const list = `${listOf('install.sh', './packages/checkpoint-portal_1.1.0_arm64.deb')}${hash} *checkpoint-portal_1.2.0-1_amd64.deb\nnonsense\n`;
    expect(offersIn(list)).toEqual([
      {
        path: 'packages/checkpoint-portal_1.1.0_arm64.deb',
        version: '1.1.0',
        architecture: 'arm64',
        sha256: hash,
      },
      {
        path: 'checkpoint-portal_1.2.0-1_amd64.deb',
        version: '1.2.0-1',
        architecture: 'amd64',
        sha256: hash,
      },
    ]);
    expect(newestIn(offersIn(list))).toBe('1.2.0-1');
  });

  test.each([
    '../checkpoint-portal_1.1.0_arm64.deb',
    '/tmp/checkpoint-portal_1.1.0_arm64.deb',
    "checkpoint-portal_1'1_arm64.deb",
  ])('offers nothing under the name %s', (path) => expect(offersIn(listOf(path))).toEqual([]));
});

describe('of what is offered', () => {
  test('the newest for this kind of machine is taken', () => {
    const paths = ['1.9.0_arm64', '1.10.0_arm64', '2.0.0_amd64'].map((end) => `checkpoint-portal_${end}.deb`);
    expect(choose(paths).version).toBe('1.10.0');
    expect(choose(paths, { file: 'checkpoint-portal_1.9.0_arm64.deb' }).version).toBe('1.9.0');
  });

  test('an older one only where that is meant, the same one never', () => {
    const older = ['checkpoint-portal_0.9.0_arm64.deb'];
    expect(() => choose(older)).toThrow('older');
    expect(choose(older, { mayGoBack: true }).version).toBe('0.9.0');
    expect(() => choose(['checkpoint-portal_1.0.0_arm64.deb'], { mayGoBack: true })).toThrow('already');
  });
});

describe('words', () => {
  test('every refusal has its remedy in both languages', () => {
    for (const code of Object.keys(UPDATE_REFUSALS) as (keyof typeof UPDATE_REFUSALS)[]) {
      const { vi, en } = refusalWords(new UpdateRefusal(code, 'x'));
      expect(vi).toMatch(/\(x\)\n {4}Cách sửa: \S/);
      expect(en).toMatch(/\(x\)\n {4}Remedy: \S/);
    }
  });

  test('a result is what the script wrote, and nothing else', () => {
    const written =
      '{"from":"1.0.0","to":"1.1.0","outcome":"back","why":"portal dns","at":"2021-02-07T01:00:00Z"}\n';
    const result = readResult(written);
    if (result === undefined) throw new Error('it was one');
    expect(resultWords(result).en).toBe(
      'update to 1.1.0 was taken back to 1.0.0 (2021-02-07): the doctor found bad: portal dns',
    );
    expect(resultWords({ ...result, outcome: 'stuck' }).en).toContain(
      'Remedy: run `sudo dpkg -i /var/cache/checkpoint-portal/checkpoint-portal_1.0.0_*.deb`, then',
    );
    for (const text of ['', '{}', 'null', '[]', written.replace('back', 'well'), written.slice(0, 40)])
      expect(readResult(text)).toBeUndefined();
  });

  test('each line of the journal has words of its own', () => {
    const steps = ['staged', 'begun', 'judging 1', 'back silent', 'good'].map((step) => stepWords(step).vi);
    expect(new Set(steps).size).toBe(5);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCheckpointList } from '../../src/config/checkpoint-list.ts';
import { formatProblem } from '../../src/config/problem.ts';
import { ROOT } from '../example.ts';

const TOKEN = `cp_01234567_${'A'.repeat(43)}`;
const KEY = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

const FILES: Readonly<Record<string, string>> = {
  'gl-ayunpa-01.token': `${TOKEN}\n`,
  'empty.token': '\n',
};

function parse(toml: string) {
  return parseCheckpointList(toml, (path) => {
    const content = FILES[path];
    if (content === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
    return content;
  });
}

/** As the officer reads them. */
function problemsIn(toml: string): readonly string[] {
  const parsed = parse(toml);
  return parsed.ok ? [] : parsed.problems.map((problem) => formatProblem(problem, 'list.toml', 'en'));
}

describe('a list of checkpoints', () => {
  test('is read from the example that ships', () => {
    expect(parse(readFileSync(join(ROOT, 'deploy/hub/checkpoints.toml'), 'utf8'))).toEqual({
      ok: true,
      checkpoints: [
        {
          id: 'gl-ayunpa-01',
          name: 'Chốt số 1, thị xã Ayun Pa',
          key: KEY,
          source: { url: 'http://10.8.0.11:8081', token: TOKEN },
        },
        {
          id: 'gl-ayunpa-02',
          name: 'Chốt số 2, thị xã Ayun Pa',
          key: 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=',
          source: undefined,
        },
      ],
    });
  });

  test('takes a key in hex, a token in place, and an address that ends in a slash', () => {
    const hex = Buffer.from(KEY, 'base64').toString('hex');
    const toml = `[[checkpoint]]\nid = "a"\nurl = "https://a.vn/"\ntoken = "${TOKEN}"\nkey = "${hex}"`;
    expect(parse(toml)).toMatchObject({
      checkpoints: [{ name: 'a', key: KEY, source: { url: 'https://a.vn', token: TOKEN } }],
    });
  });

  test('has all of its problems told at once, each with line, value and remedy', () => {
    const problems = problemsIn(`[[checkpoint]]
id = "Chốt 1"
url = "10.8.0.11:8081"
token_file = "nowhere.token"
[[checkpoint]]
id = "b"
url = "http://b.vn:8081"
key = "${KEY}"
[[checkpoint]]
id = "b"
token_file = "empty.token"
key = "abc"
tokn = "x"`);
    expect(problems).toEqual([
      expect.stringMatching(
        /^list.toml:1: checkpoint.0.key\n {4}is missing\n {4}Remedy: .*checkpoint-portal enroll/,
      ),
      expect.stringMatching(/^list.toml:2: checkpoint.0.id = "Chốt 1"\n/),
      expect.stringMatching(/^list.toml:3: checkpoint.0.url = "10.8.0.11:8081"\n/),
      expect.stringMatching(/^list.toml:4: checkpoint.0.token_file = "nowhere.token"\n {4}no token .*ENOENT/),
      expect.stringMatching(
        /^list.toml:7: checkpoint.1.url = .*\n {4}there is no token .*\n {4}Remedy: .*token create/,
      ),
      expect.stringMatching(/^list.toml:10: checkpoint.2.id = "b"\n {4}this id stands above/),
      expect.stringMatching(/^list.toml:11: checkpoint.2.token_file = "empty.token"\n/),
      expect.stringMatching(/^list.toml:12: checkpoint.2.key = "abc"\n.*\n {4}Remedy: .*enroll/),
      expect.stringMatching(
        /^list.toml:13: checkpoint.2.tokn = "x"\n.*\n.*id, name, url, token, token_file, key/,
      ),
    ]);
  });

  test.each([
    ['nothing', ''],
    ['an empty list', 'checkpoint = []'],
    ['a number', 'checkpoint = 3'],
    ['numbers', 'checkpoint = [1, 2]'],
    ['one table', '[checkpoint]\nid = "a"'],
    ['no TOML', 'checkpoint = ['],
  ])('that is %s has a problem with a remedy', (_, toml) => {
    const problems = problemsIn(toml);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(/Remedy: (?!see the documentation)/);
  });

  test('shows no token, not even a wrong one', () => {
    const [problem] = problemsIn(
      `[[checkpoint]]\nid = "a"\nurl = "http://a.vn"\ntoken = "${TOKEN}x"\nkey = "${KEY}"`,
    );
    expect(problem).toContain('checkpoint.0.token\n');
    expect(problem).not.toContain(TOKEN);
  });

  test.each([
    'http://u:p@a.vn',
    'http://a.vn/path',
    'http://a.vn?x=1',
    'ftp://a.vn',
    'http://a.vn#x',
    'http://a b',
  ])('takes no address such as %s', (url) => {
    const toml = `[[checkpoint]]\nid = "a"\nurl = "${url}"\ntoken = "${TOKEN}"\nkey = "${KEY}"`;
    expect(problemsIn(toml)).toEqual([expect.stringContaining('checkpoint.0.url')]);
  });
});

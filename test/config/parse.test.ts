import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { helpFor } from '../../src/config/fields.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { formatProblem } from '../../src/config/problem.ts';
import { schema } from '../../src/config/schema.ts';
import { nameIn } from '../../src/domain/checkpoint.ts';
import { catalog, checkpointOf, ROOT } from '../example.ts';

const SMALLEST = `
[checkpoint]
id = "gl-ayunpa-01"
name.vi = "Chốt số 1"
[access]
interface = "br0"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "wwan0"
`;

const FIVE_FAULTS = `languages = ["vi", "fr"]
[checkpoint]
id = "Chốt số 1"
name = { vi = "Chốt số 1" }
[access]
interface = "br0"
ssid = "một cái tên WiFi quá dài cho ba mươi hai byte"
[uplink]
interface = "br0"
[session]
minutes = 0
colour = "red"
[reporting]
listen = "10.77.0.1:8081"
`;

test('id, name, the two interfaces and the SSID are enough', () => {
  expect(checkpointOf(SMALLEST)).toMatchObject({
    destinations: expect.arrayContaining([expect.objectContaining({ id: 'tokhaiyte' })]),
    languages: ['vi', 'en'],
    guest: { address: '10.77.0.1', portalName: 'chot.internal', leaseMinutes: 30 },
    portal: { port: 8080, origins: { ipv4: 'http://10.77.0.1' } },
    reporting: { host: '127.0.0.1', port: 8081 },
    session: { minutes: 120, maxClients: 2000 },
  });
});

describe('a file with many faults', () => {
  const problems = problemsOf(FIVE_FAULTS);

  test('has all of them named at once, in its own order, each with line, value and remedy', () => {
    expect(problems.map(({ line, path, value }) => [line, path, value])).toEqual([
      [1, 'languages', '"fr"'],
      [3, 'checkpoint.id', '"Chốt số 1"'],
      [7, 'access.ssid', '"một cái tên WiFi quá dài cho ba mươi hai byte"'],
      [9, 'uplink.interface', '"br0"'],
      [11, 'session.minutes', '0'],
      [12, 'session.colour', '"red"'],
      [14, 'reporting.listen', '"10.77.0.1:8081"'],
    ]);
    for (const { fault, remedy } of problems) {
      for (const text of [fault.vi, fault.en, remedy.vi, remedy.en]) expect(text.length).toBeGreaterThan(5);
    }
  });

  test('is told in both languages', () => {
    const [, id] = problems;
    if (!id) throw new Error('no problem');
    expect(formatProblem(id, 'checkpoint.toml', 'en')).toBe(
      'checkpoint.toml:3: checkpoint.id = "Chốt số 1"\n    this value is not valid\n' +
        '    Remedy: write an id of its own: lower-case letters, digits and hyphens, 40 at most, for example: id = "gl-ayunpa-01"',
    );
    expect(formatProblem(id, 'checkpoint.toml', 'vi')).toContain('Cách sửa: ghi mã riêng của chốt');
  });
});

test.each([
  ['missing tables', '', ['checkpoint', 'access', 'uplink'], undefined],
  ['a missing field', SMALLEST.replace('id = "gl-ayunpa-01"', ''), ['checkpoint.id'], 2],
  ['a wrong type', SMALLEST.replace('"br0"', '5'), ['access.interface'], 6],
  ['a quote in an interface', SMALLEST.replace('"br0"', "'br0\" accept; #'"), ['access.interface'], 6],
  ['a line break in a name', SMALLEST.replace('"Chốt số 1"', '"Chốt\\nsố 1"'), ['checkpoint.name.vi'], 4],
  ['a listener for everybody', `${SMALLEST}[reporting]\nlisten = "0.0.0.0:8081"`, ['reporting.listen'], 11],
  [
    'a portal under a probe`s name',
    `${SMALLEST}[guest]\nportal_name = "captive.apple.com"`,
    ['guest.portal_name'],
    11,
  ],
  ['a certificate under a probe`s name', withTls('captive.apple.com'), ['tls.name'], 11],
  ['a certificate under the local name', withTls('chot.internal'), ['tls.name'], 11],
  ['a certificate for an address', withTls('10.77.0.1'), ['tls.name'], 11],
  [
    'the https side`s port',
    `${withTls('wifi.example.vn')}[portal]\nport = 8443\n[reporting]\nlisten = "127.0.0.1:8443"`,
    ['portal.port', 'reporting.listen'],
    15,
  ],
  [
    'the guide`s port for the figures',
    `${SMALLEST}[reporting]\nlisten = "10.8.0.2:8080"`,
    ['reporting.listen'],
    11,
  ],
  ['the offline name server`s port', `${SMALLEST}[portal]\nport = 5354`, ['portal.port'], 11],
  [
    'one interface in all places',
    SMALLEST.replace('ssid =', 'radio = "br0"\nport = "br0"\nssid =').replace('"wwan0"', '"br0"'),
    ['access.radio', 'access.port', 'uplink.interface'],
    7,
  ],
  [
    'an uplink that is also plugged into the bridge',
    SMALLEST.replace('ssid =', 'port = "wwan0"\nssid ='),
    ['uplink.interface'],
    10,
  ],
  ['a channel that there is not', withAccess('radio = "wlan0"\nchannel = 14'), ['access.channel'], 8],
  ['a channel between two', withAccess('radio = "wlan0"\nchannel = 37'), ['access.channel'], 8],
  ['a channel that radar may silence', withAccess('radio = "wlan0"\nchannel = 52'), ['access.channel'], 8],
  [
    'what only a radio has, without one',
    withAccess('channel = 6\ncountry = "VN"\nowe = false'),
    ['access.channel', 'access.country', 'access.owe'],
    7,
  ],
  [
    'an address of notices without the key',
    `${SMALLEST}[notices]\nurl = "https://thongbao.example.vn/n.json"`,
    ['notices.url'],
    11,
  ],
  [
    'a key that is cut off',
    `${SMALLEST}[notices]\npublisher_key = "11qYAYKx"`,
    ['notices.publisher_key'],
    11,
  ],
  ['notices over http', withNotices('url = "http://thongbao.example.vn/n.json"'), ['notices.url'], 12],
  [
    'a day that is shorter than a session',
    `${SMALLEST}[session]\nminutes_per_day = 60`,
    ['session.minutes_per_day'],
    11,
  ],
  [
    'a garden over the certificate`s name',
    `${withTls('wifi.example.vn')}[garden]\nhosts = ["example.vn"]`,
    ['garden.hosts'],
    15,
  ],
  [
    'a garden over the portal`s name',
    `${SMALLEST}[guest]\nportal_name = "chot.example.vn"\n[garden]\nhosts = ["example.vn"]`,
    ['garden.hosts'],
    13,
  ],
  [
    'a destination over the certificate`s name',
    `destinations = ["tokhaiyte"]\n${withTls('wifi.tokhaiyte.vn')}`,
    ['destinations'],
    1,
  ],
  ['a public network', `${SMALLEST}[guest]\nsubnet = "8.8.8.0/24"`, ['guest.subnet'], 11],
  ['a destination twice', `destinations = ["bluezone", "bluezone"]\n${SMALLEST}`, ['destinations'], 1],
  ['a name in no language of the page', SMALLEST.replace('name.vi', 'name.fr'), ['checkpoint.name'], 4],
  [
    'a port that only root may take',
    `${SMALLEST}[reporting]\nlisten = "127.0.0.1:53"`,
    ['reporting.listen'],
    11,
  ],
  [
    'more destinations than a guide can show',
    `destinations = [${Array.from({ length: 31 }, (_, n) => `"m${n}"`).join()}]\n${SMALLEST}`,
    ['destinations'],
    1,
  ],
  [
    'how to push, and no hub',
    `${SMALLEST}[reporting]\npush_minutes = 60\npush_authorities = "/ca.pem"`,
    ['reporting.push_minutes', 'reporting.push_authorities'],
    11,
  ],
  [
    'an authority for plain http',
    `${SMALLEST}[reporting]\npush = "http://hub.example.vn"\npush_authorities = "/ca.pem"`,
    ['reporting.push_authorities'],
    12,
  ],
  ['an unknown destination', `destinations = ["zalo"]\n${SMALLEST}`, ['destinations'], 1],
  [
    'a contact without a number',
    SMALLEST.replace('name.vi', 'contacts = [{ name = "A" }]\nname.vi'),
    ['checkpoint.contacts.0.phone'],
    4,
  ],
])('%s', (_, toml, paths, line) => {
  const problems = problemsOf(toml);
  expect(problems.map(({ path }) => path)).toEqual(paths);
  expect(problems[0]?.line).toBe(line);
});

test('a line that is no TOML is shown with its number', () => {
  const [problem] = problemsOf('[checkpoint]\nid = gl-ayunpa-01\n');
  expect(problem).toMatchObject({ line: 2, path: 'id = gl-ayunpa-01' });
});

test('the example is right as it is, and with all of its choices taken', () => {
  const example = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
  expect(problemsOf(example)).toEqual([]);
  const taken = example.replace(/^# (?=\[|\w+ = )/gm, '');
  expect(taken.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(5);
  expect(problemsOf(taken)).toEqual([]);
  // A screen and a half, as wide as an editor's window.
  const lines = example.split('\n');
  expect(lines.length).toBeLessThan(60);
  expect(lines.filter((line) => line.length > 132)).toEqual([]);
});

test('every setting has words for what it wants', () => {
  const paths = pathsOf(schema);
  expect(paths.length).toBeGreaterThan(30);
  expect(paths.filter((path) => helpFor(path) === undefined)).toEqual([]);
});

test.each([
  ['destinations = 5', 'destinations', 'destinations = ["tokhaiyte", "bluezone"]'],
  ['languages = ["vi", 3]', 'languages.1', 'languages = ["vi", "en"]'],
])('%s is told the whole line to write', (line, path, remedy) => {
  const [problem] = problemsOf(`${line}\n${SMALLEST}`);
  expect([problem?.path, problem?.line]).toEqual([path, 1]);
  expect(problem?.remedy.en).toContain(remedy);
});

test('an unknown setting is told beside those that there are', () => {
  const [problem] = problemsOf(SMALLEST.replace('ssid =', 'sid = "x"\nssid ='));
  expect(problem?.remedy.en).toContain('there are: interface, ssid');
});

test('a fault in the second of several contacts has its own line', () => {
  const contact = '[[checkpoint.contacts]]\nname = "A"\n';
  const [problem] = problemsOf(`${SMALLEST}${contact}phone = "115"\n${contact}phone = 5\n`);
  expect([problem?.path, problem?.line]).toEqual(['checkpoint.contacts.1.phone', 15]);
});

test('a name is shown in the reader`s language, else in one that there is', () => {
  const checkpoint = checkpointOf(SMALLEST);
  expect([nameIn(checkpoint, 'vi'), nameIn(checkpoint, 'en')]).toEqual(['Chốt số 1', 'Chốt số 1']);
});

test('a radio has its defaults, also where the whole config is shown; without one it has none', () => {
  const parsed = parseConfig(withAccess('radio = "wlan0"\nchannel = 149'), catalog);
  expect(parsed).toMatchObject({
    ok: true,
    written: { access: { channel: 149, country: 'VN', owe: false } },
    checkpoint: { access: { radio: { interface: 'wlan0', channel: 149, country: 'VN', owe: false } } },
  });
  const without = parseConfig(SMALLEST, catalog);
  expect(without).toMatchObject({ ok: true, checkpoint: { access: { radio: undefined } } });
  expect(without.ok && Object.keys(without.written.access)).toEqual(['interface', 'ssid']);
});

test('a name that covers the box`s own is told so, and not that phones would take themselves for online', () => {
  const [problem] = problemsOf(`${withTls('wifi.example.vn')}[garden]\nhosts = ["example.vn"]`);
  expect(problem?.fault.en).toContain('also covers wifi.example.vn, the name of this box itself');
  expect(problem?.fault.vi).toContain('tên của chính máy này');
});

test('more sessions than addresses are right: a session outlives the lease of a phone that has driven on', () => {
  const { session } = checkpointOf(
    `${SMALLEST}[guest]\nsubnet = "10.77.0.0/26"\n[session]\nmax_clients = 2000`,
  );
  expect(session.maxClients).toBe(2000);
});

test.each([
  'hub.example.vn',
  'ftp://hub.example.vn',
  'https://a:b@hub.example.vn',
  'https://hub.example.vn/?x',
  'http://hub:99999',
])('a hub cannot be at %s', (url) => {
  const problems = problemsOf(`${SMALLEST}[reporting]\npush = "${url}"`);
  expect(problems.map(({ path, line }) => [path, line])).toEqual([['reporting.push', 11]]);
});

test.each(['http://10.8.0.1:8080', 'https://hub.example.vn/gia-lai/', 'http://hub'])(
  'a hub may be at %s',
  (url) => {
    const { reporting } = checkpointOf(`${SMALLEST}[reporting]\npush = "${url}"`);
    expect(reporting).toMatchObject({
      host: '127.0.0.1',
      port: 8081,
      push: { url, authorities: undefined, minutes: 60 },
    });
  },
);

function withAccess(lines: string): string {
  return SMALLEST.replace('ssid =', `${lines}\nssid =`);
}

function withNotices(line: string): string {
  return `${SMALLEST}[notices]\npublisher_key = "${'A'.repeat(43)}="\n${line}`;
}

function withTls(name: string): string {
  return `${SMALLEST}[tls]\nname = "${name}"\ncertificate = "/c.pem"\nkey = "/k.pem"\n`;
}

function problemsOf(toml: string) {
  const parsed = parseConfig(toml, catalog);
  return parsed.ok ? [] : parsed.problems;
}

/** Every path that the schema knows, `0` standing for any index and `vi` for any language. */
function pathsOf(schema: unknown, path: readonly string[] = []): string[][] {
  const { entries, item, value, wrapped, pipe } = schema as Record<string, unknown>;
  const inside = [
    ...Object.entries(entries ?? {}).flatMap(([key, inner]) => pathsOf(inner, [...path, key])),
    ...(item ? pathsOf(item, [...path, '0']) : []),
    ...(value ? pathsOf(value, [...path, 'vi']) : []),
    ...(wrapped ? pathsOf(wrapped, path) : []),
    ...(Array.isArray(pipe) && pipe[0] !== schema ? pathsOf(pipe[0], path) : []),
  ];
  return path.length === 0 ? inside : [[...path], ...inside];
}

test('the key of notices is the same in base64 and in hex', () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, n) => n * 7));
  for (const spelling of [
    bytes.toString('hex'),
    bytes.toString('base64'),
    bytes.toString('base64').slice(0, -1),
  ]) {
    const parsed = parseConfig(`${SMALLEST}[notices]\npublisher_key = "${spelling}"`, catalog);
    expect(parsed.ok && parsed.checkpoint.notices.publisherKey).toBe(bytes.toString('base64'));
  }
});

import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { destinationText } from '../../src/domain/destination.ts';
import { gardenHosts } from '../../src/domain/garden.ts';
import { catalog, checkpointOf } from '../example.ts';

/** A checkpoint that shows these, with these tables. */
function configOf(destinations: readonly string[], tables = '', province = 'Gia Lai'): string {
  return `destinations = ${JSON.stringify(destinations)}
[checkpoint]
id = "gl-ayunpa-01"
name.vi = "Chốt số 1"
province = "${province}"
[access]
interface = "br0"
ssid = "KHAI BAO Y TE"
[uplink]
interface = "wwan0"
${tables}`;
}

function problemsOf(toml: string) {
  const parsed = parseConfig(toml, catalog);
  return parsed.ok ? [] : parsed.problems.map(({ line, path, value }) => [line, path, value]);
}

const NEW = '[destination.smart-gialai]\nkind = "app"\nurl = "https://smart.gialai.gov.vn/"\n';

describe('a destination that a config adds', () => {
  test('needs an address and nothing else: words, drawings and garden come by its kind', () => {
    const checkpoint = checkpointOf(configOf(['tokhaiyte', 'smart-gialai'], NEW));
    const [, own] = checkpoint.destinations;
    expect(own).toMatchObject({
      id: 'smart-gialai',
      kind: 'app',
      label: 'smart.gialai.gov.vn',
      check: 'https://smart.gialai.gov.vn/',
      stores: {},
      icon: 'app',
    });
    for (const language of catalog.locales.keys()) {
      const words = own && destinationText(own, language);
      expect(words?.steps).toHaveLength(own?.drawings.length ?? 0);
      expect(words?.name).toContain('{label}');
    }
    expect(gardenHosts(checkpoint)).toEqual(['tokhaiyte.vn', 'smart.gialai.gov.vn']);
  });

  test('is said in the words that it brings, and in those of its kind where it brings none', () => {
    const tables = `${NEW}label = "Smart Gia Lai"\nname = { vi = "Cài ứng dụng tỉnh" }\nstores = { android = "https://play.google.com/store/apps/details?id=vn.gialai" }\n`;
    const [own] = checkpointOf(configOf(['smart-gialai'], tables)).destinations;
    expect(own && [destinationText(own, 'vi').name, destinationText(own, 'en').name]).toEqual([
      'Cài ứng dụng tỉnh',
      'Install {label}',
    ]);
    expect(own?.stores).toEqual({ android: 'https://play.google.com/store/apps/details?id=vn.gialai' });
  });
});

describe('a destination that ships', () => {
  test('changes in what the config writes, and in nothing else', () => {
    const [before] = checkpointOf(configOf(['bluezone'])).destinations;
    const [after] = checkpointOf(
      configOf(['bluezone'], '[destination.bluezone]\npurpose = { vi = "Hỏi cán bộ trước khi cài." }\n'),
    ).destinations;
    expect(after && destinationText(after, 'vi').purpose).toBe('Hỏi cán bộ trước khi cài.');
    expect(after).toMatchObject({ ...before, text: expect.anything() });
    expect(after && destinationText(after, 'en')).toEqual(before && destinationText(before, 'en'));
  });

  test('that moves takes its garden and its check along', () => {
    const [moved] = checkpointOf(
      configOf(['tokhaiyte'], '[destination.tokhaiyte]\nurl = "https://khaibao.example.vn/to-khai"\n'),
    ).destinations;
    expect(moved).toMatchObject({
      url: 'https://khaibao.example.vn/to-khai',
      check: 'https://khaibao.example.vn/to-khai',
      hosts: ['khaibao.example.vn'],
    });
  });

  test('whose way is written anew loses the drawings of the old one', () => {
    const [own] = checkpointOf(
      configOf(['tokhaiyte'], '[destination.tokhaiyte]\nsteps = { vi = ["Hỏi cán bộ."] }\n'),
    ).destinations;
    expect([own?.drawings, own && destinationText(own, 'vi').steps]).toEqual([[], ['Hỏi cán bộ.']]);
  });
});

test.each([
  [
    'a new one without an address',
    configOf(['moi'], '[destination.moi]\nkind = "app"\n'),
    11,
    'destination.moi',
  ],
  ['one that is shown nowhere', configOf(['tokhaiyte'], NEW), 11, 'destination.smart-gialai'],
  [
    'a drawing that there is not',
    configOf(['smart-gialai'], `${NEW}icon = "mat-troi"\n`),
    14,
    'destination.smart-gialai.icon',
  ],
  [
    'an address without https',
    configOf(['tokhaiyte'], '[destination.tokhaiyte]\nurl = "http://x.vn/"\n'),
    12,
    'destination.tokhaiyte.url',
  ],
  [
    'an address that runs',
    configOf(['tokhaiyte'], '[destination.tokhaiyte]\nurl = "javascript:alert(1)"\n'),
    12,
    'destination.tokhaiyte.url',
  ],
  [
    'an unknown setting',
    configOf(['tokhaiyte'], '[destination.tokhaiyte]\ncolour = "red"\n'),
    12,
    'destination.tokhaiyte.colour',
  ],
  [
    'a garden that would swallow the probes',
    configOf(['x1'], '[destination.x1]\nurl = "https://gstatic.com/"\n'),
    1,
    'destinations',
  ],
])('%s is refused, by its line', (_, toml, line, path) => {
  expect(problemsOf(toml).map(([at, where]) => [at, where])).toContainEqual([line, path]);
});

describe('an app of one province', () => {
  test.each(['Thanh Hóa', 'Thanh Hoá', 'tỉnh Thanh Hóa', 'THANH HÓA'])('is shown in %s', (province) => {
    expect(problemsOf(configOf(['smart-thanhhoa'], '', province))).toEqual([]);
  });

  test('is refused in another one, and shown there where the config says that it is meant', () => {
    expect(problemsOf(configOf(['smart-thanhhoa']))).toEqual([[1, 'destinations', '"smart-thanhhoa"']]);
    const meant = '[destination.smart-thanhhoa]\nprovinces = ["Thanh Hóa", "Gia Lai"]\n';
    expect(problemsOf(configOf(['smart-thanhhoa'], meant))).toEqual([]);
  });

  test('is shown by no checkpoint that does not ask for it', () => {
    const shown = checkpointOf(configOf(['tokhaiyte']).replace(/^destinations.*\n/, '')).destinations;
    expect(shown.map(({ id }) => id)).toEqual([
      'tokhaiyte',
      'bluezone',
      'ncovi',
      'vietnam-health-declaration',
      'dichvucong',
      'tai-lieu-huong-dan',
      'tai-lieu-bluezone',
    ]);
  });
});

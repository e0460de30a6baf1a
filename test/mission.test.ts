import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../src/config/parse.ts';
import { gardenHosts } from '../src/domain/garden.ts';
import { catalog, exampleCheckpoint } from './example.ts';
import { FULL_CHECKPOINT, LANGUAGES, type Picture } from './pages/gallery.ts';
import { createShow } from './pages/show.ts';
import { kitOf, printed } from './print/kits.ts';

/** Each system that the dispatches name, where its users meet it: the rows of the table in README.md beside this file. */
const show = createShow();
const example = exampleCheckpoint();

async function pageOf(wanted: Partial<Picture> & Pick<Picture, 'template'>): Promise<string> {
  const whole = {
    name: '',
    language: 'vi',
    state: 'captive',
    uplink: 'up',
    family: 'android',
    canSpeak: true,
    content: 'quiet',
  } as const;
  return gunzipSync((await show.make({ ...whole, ...wanted })).gzipped).toString('utf8');
}

/** All lines of a sheet, one after the other, as they are drawn. */
async function sheetOf(name: string): Promise<string> {
  return (await printed(FULL_CHECKPOINT, name)).marks.map(({ text }) => text ?? '').join(' ');
}

describe('row 2: tokhaiyte.vn', () => {
  test('is the first step, and can be opened before the tap', async () => {
    expect(example.destinations[0]?.id).toBe('tokhaiyte');
    expect(gardenHosts(example)).toContain('tokhaiyte.vn');
    expect(await pageOf({ template: 'guide' })).toContain('href="/go/tokhaiyte"');
  });
});

describe('rows 3 and 5: NCOVI and Vietnam Health Declaration', () => {
  test.each(['NCOVI', 'Vietnam Health Declaration'])(
    '%s has its way in the guide of every checkpoint',
    async (label) => {
      const row = [...catalog.destinations.values()].find((destination) => destination.label === label);
      expect(row?.provinces).toEqual([]);
      const page = await pageOf({ template: 'destination', subject: row?.id ?? '' });
      expect(page).toContain(`Tìm “${label}”`);
      expect(page).toContain('CH Play');
    },
  );
});

describe('row 4: Bluezone', () => {
  test.each(LANGUAGES)('is to have Bluetooth kept on, in %s', async (language) => {
    const page = await pageOf({ template: 'guide', language });
    expect(page.match(/Bluetooth|蓝牙|블루투스/)).not.toBeNull();
    const { steps = [] } = catalog.destinations.get('bluezone')?.text[language] ?? {};
    expect(steps.at(-1)).toMatch(/Bluetooth|蓝牙|블루투스/);
  });

  test('the Vietnamese words are those of the dispatches: always on', async () => {
    expect(await pageOf({ template: 'guide' })).toContain('Luôn bật Bluetooth.');
    expect((await printed(example, 'bulletin.txt')).bytes.toString('utf8')).toContain('Luôn bật Bluetooth.');
  });
});

describe('row 6: Smart Thanh Hóa', () => {
  test('is shown in its province, where the config says so, and nowhere else', () => {
    expect(example.destinations.map(({ id }) => id)).not.toContain('smart-thanhhoa');
    const config = (province: string) => `destinations = ["tokhaiyte", "smart-thanhhoa"]
[checkpoint]
id = "a"
name.vi = "Chốt"
province = "${province}"
[access]
interface = "br0"
ssid = "W"
[uplink]
interface = "wwan0"`;
    expect(parseConfig(config('Thanh Hóa'), catalog).ok).toBe(true);
    expect(parseConfig(config('Gia Lai'), catalog).ok).toBe(false);
  });
});

describe('row 7: the public service portals', () => {
  test.each([
    ['dichvucong', 'https://dichvucong.gov.vn/', []],
    ['dichvucong-cantho', 'https://dichvucong.cantho.gov.vn/', ['Cần Thơ']],
  ])('%s leads to %s', (id, url, provinces) => {
    expect(catalog.destinations.get(id)).toMatchObject({ url, provinces, kind: 'site' });
  });
});

describe('row 8: “Quét QR”', () => {
  const APPS = ['Bluezone', 'NCOVI', 'Vietnam Health Declaration'];

  test('the place`s own code is on the guide, and how each app scans it on its page', async () => {
    expect(await pageOf({ template: 'guide' })).toContain('href="/check-in?lang=vi"');
    const page = await pageOf({ template: 'check-in' });
    for (const app of APPS) expect(page).toContain(`<h3>${app}</h3>`);
    expect(page).toContain('Quét QR');
  });

  test.each(['leaflet-a5.pdf', 'standee-600x1600.pdf', 'staff-card-a4.pdf'])('and on %s', async (name) => {
    const sheet = await sheetOf(name);
    for (const app of APPS) expect(sheet).toContain(app);
    expect(sheet).toContain('Quét QR');
  });
});

describe('row 9: guidance material', () => {
  test.each(['tailieu.bluezone.gov.vn', 'bluezone.gov.vn/tai-lieu'])(
    '%s is in the guide, the garden and the print kit',
    async (label) => {
      const row = [...catalog.destinations.values()].find((destination) => destination.label === label);
      expect(row?.kind).toBe('material');
      expect(await pageOf({ template: 'guide' })).toContain(`href="/guide/${row?.id}?lang=vi"`);
      expect(gardenHosts(example)).toContain(label.replace(/\/.*/, ''));
      expect(await sheetOf('staff-card-a4.pdf')).toContain(label);
    },
  );
});

describe('row 10: leaflets, panels, posters, banners, standees', () => {
  test('are made from the checkpoint`s own config', async () => {
    for (const name of ['poster-a4.pdf', 'leaflet-a5.pdf', 'standee-600x1600.pdf', 'table-card-a6.pdf'])
      expect(await sheetOf(name)).toContain('KHAI BAO Y TE');
  });
});

describe('row 11: the loudspeaker bulletin', () => {
  test('is read aloud in Vietnamese and in English, with the name of the place', async () => {
    const text = (await printed(example, 'bulletin.txt')).bytes.toString('utf8');
    for (const name of ['Chốt số 1, thị xã Ayun Pa', 'Checkpoint 1, Ayun Pa']) expect(text).toContain(name);
    expect((await kitOf(example)).languages).toEqual(['vi', 'en']);
  });
});

describe('row 12: official notices', () => {
  test('the most important one is on the first page; each has its source and its date on their own', async () => {
    expect(await pageOf({ template: 'guide', content: 'troubled' })).toContain(
      'Điểm xét nghiệm mới tại thị xã',
    );
    const page = await pageOf({ template: 'notices', content: 'troubled' });
    for (const part of ['Trung tâm Y tế thị xã', '20/8/2020', 'Giờ làm việc của chốt'])
      expect(page).toContain(part);
  });
});

describe('row 14: contact points', () => {
  test('are on the guide, on every page of an error, and on the staff card', async () => {
    for (const page of [
      await pageOf({ template: 'guide' }),
      await pageOf({ template: 'error', subject: 'gateDown' }),
    ])
      expect(page).toContain('<strong>0269 000 000</strong>');
    expect(await sheetOf('staff-card-a4.pdf')).toContain('0269 000 000');
  });
});

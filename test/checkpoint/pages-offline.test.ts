import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { PageRequest } from '../../src/checkpoint/web/traveler/model.ts';
import { createPages } from '../../src/checkpoint/web/traveler/pages.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';

const checkpoint = exampleCheckpoint();
const pages = createPages({
  root: ROOT,
  checkpoint,
  locales: catalog.locales,
  shipped: catalog.destinations,
  content: { version: () => '', isDead: () => false, notices: () => [] },
});

describe.each([
  ['vi', 'Mạng của chốt đang gián đoạn', 'Xin cán bộ tờ khai giấy', 'Đã có mạng'],
  ['en', 'The checkpoint’s internet is interrupted', 'Ask an officer for a paper form', 'You are online'],
])('while the internet is away, in %s,', (language, title, paper, online) => {
  const text = async (request: Partial<PageRequest>) => {
    const wanted = {
      template: 'guide',
      language,
      state: 'captive',
      family: 'android',
      canSpeak: false,
      uplink: 'down',
      ...request,
    } as const;
    return gunzipSync((await pages.page(wanted)).gzipped).toString('utf8');
  };

  test('the guide says so first, then what to do, then how to ask again, and the tap is second', async () => {
    const guide = await text({});
    const order = [title, paper, `href="?lang=${language}"><strong>`, 'button quiet', 'class="road"'];
    const places = order.map((part) => guide.indexOf(part, guide.indexOf('<main>')));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(guide).toContain(`<form class="accept" method="post" action="/accept?lang=${language}">`);
  });

  test('no page tells anybody that they are online', async () => {
    for (const template of ['guide', 'connected'] as const) {
      const page = await text({ template, state: 'granted' });
      expect(page).toContain(title);
      expect(page).not.toContain(online);
      expect(page).not.toContain('class="online"');
    }
  });

  test('a destination says that it cannot be opened now', async () => {
    expect(await text({ template: 'destination', subject: 'tokhaiyte' })).toContain(title);
  });

  test('and once it is back all is as before', async () => {
    for (const template of ['guide', 'connected'] as const)
      expect(await text({ template, uplink: 'up' })).not.toContain(title);
  });
});

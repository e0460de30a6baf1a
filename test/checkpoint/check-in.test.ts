import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { createPages } from '../../src/checkpoint/web/traveler/pages.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';

test('how each app scans the code is told, also where the guide leads to none of them', async () => {
  const [first] = exampleCheckpoint().destinations;
  if (!first) throw new Error('no destination');
  const pages = createPages({
    root: ROOT,
    checkpoint: {
      ...exampleCheckpoint(),
      destinations: [first],
      locationQr: 'https://qr.tokhaiyte.vn/?id=0',
    },
    locales: catalog.locales,
    shipped: catalog.destinations,
    content: { version: () => '', isDead: () => false, notices: () => [] },
  });
  const { gzipped } = await pages.page({
    template: 'check-in',
    language: 'vi',
    state: 'captive',
    uplink: 'up',
    family: 'android',
    canSpeak: false,
  });
  const html = gunzipSync(gzipped).toString('utf8');
  const apps = [...html.matchAll(/<h3>([^<]+)<\/h3>/g)].map(([, app]) => app);
  expect(apps).toEqual(['Bluezone', 'NCOVI', 'Vietnam Health Declaration']);
});

import { chromium } from 'playwright-core';
import { test } from 'vitest';
import { everyPicture } from '../pages/gallery.ts';
import { serveShow } from '../pages/show.ts';

test('quick', async () => {
  const pictures = everyPicture();
  const show = await serveShow(pictures);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const names = (process.env.SHOTS ?? '').split(',');
  const width = Number(process.env.W ?? 360);
  const page = await browser.newPage({
    viewport: { width, height: 640 },
    deviceScaleFactor: 1.5,
    colorScheme: (process.env.SCHEME ?? 'light') as 'light',
    javaScriptEnabled: true,
  });
  page.on('console', (m) => process.stdout.write(`console: ${m.text()}\n`));
  for (const name of names) {
    await page.goto(`${show.origin}/${name}`);
    if (process.env.READ)
      await page.evaluate(
        "document.querySelector('.read') && (document.querySelector('.read').hidden = false)",
      );
    await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: !process.env.FOLD });
  }
  await browser.close();
  await show.close();
});

import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { createKit, KIT_FILES } from '../../src/print/kit.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';

test('try', async () => {
  const checkpoint = { ...exampleCheckpoint(), ...(process.env.LOC ? { locationQr: 'https://qr.tokhaiyte.vn/?id=0000' } : {}) };
  let t = performance.now();
  const kit = await createKit({ root: ROOT, checkpoint, locales: catalog.locales, destinations: catalog.destinations });
  console.error('open', performance.now() - t);
  for (const { name } of KIT_FILES) {
    t = performance.now();
    const made = await kit.print(name);
    if (made) writeFileSync(`/tmp/kit/${name}`, made.bytes);
    console.error(name, made?.bytes.length, Math.round(performance.now() - t));
  }
});

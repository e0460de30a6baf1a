import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pageHeaders } from '../../src/checkpoint/web/page-headers.ts';
import { createPages } from '../../src/checkpoint/web/traveler/pages.ts';
import { sendPage } from '../../src/checkpoint/web/traveler/send-page.ts';
import { closeServer } from '../../src/platform/close-server.ts';
import { catalog, ROOT } from '../example.ts';
import { CONTENTS, FULL_CHECKPOINT, type Picture } from './gallery.ts';

/** Makes pages without a portal, so that states which are rare on a checkpoint can be met. */
export function createShow() {
  const makers = Object.fromEntries(
    Object.entries(CONTENTS).map(([name, content]) => [
      name,
      createPages({
        root: ROOT,
        checkpoint: FULL_CHECKPOINT,
        locales: catalog.locales,
        shipped: catalog.destinations,
        content,
      }),
    ]),
  ) as Readonly<Record<Picture['content'], ReturnType<typeof createPages>>>;
  return {
    sources: makers.quiet.sources,
    make: (picture: Picture) => makers[picture.content].page(picture),
  };
}

/** Serves pages under their names, with the headers that the portal sends. */
export async function serveShow(pictures: readonly Picture[]) {
  const show = createShow();
  const byName = new Map(pictures.map((picture) => [picture.name, picture]));
  const app = express().disable('x-powered-by').use(pageHeaders(show.sources));
  app.get('/:name', async (request, response) => {
    const picture = byName.get(request.params.name);
    if (picture) sendPage({ request, response }, await show.make(picture));
    else response.status(404).end();
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => closeServer(server) };
}

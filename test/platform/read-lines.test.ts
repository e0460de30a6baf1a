import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { readLines } from '../../src/platform/read-lines.ts';

test('lines come whole, however they were cut on the way', async () => {
  const { client, lines } = await pair(100);
  for (const piece of ['mộ', 't\nhai\nb', 'a', '\n']) {
    client.write(piece);
    await new Promise(setImmediate);
  }
  await expect.poll(() => lines).toEqual(['một', 'hai', 'ba']);
});

test.each(['x'.repeat(101), `ok\n${'x'.repeat(101)}\n`])(
  'who sends too long a line is hung up on',
  async (text) => {
    const { client } = await pair(100);
    client.write(text);
    await once(client, 'close');
  },
);

async function pair(most: number): Promise<{ client: Socket; lines: string[] }> {
  const lines: string[] = [];
  const server = createServer((socket) => readLines(socket, most, (line) => lines.push(line)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(client, 'connect');
  onTestFinished(() => {
    client.destroy();
    server.close();
  });
  return { client: client.resume(), lines };
}

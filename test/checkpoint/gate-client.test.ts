import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createGateClient } from '../../src/checkpoint/system/gate-client.ts';
import { phone, temporaryFolder } from '../doubles.ts';

test('answers find their questions in whatever order they come', async () => {
  const { gate } = await beside((socket, lines) => {
    if (lines.length < 3) return;
    for (const line of lines.reverse()) {
      const { id, verb } = JSON.parse(line) as { id: number; verb: string };
      const refused = { id, ok: false, code: 'full', message: 'no room' };
      socket.write(`${JSON.stringify(verb === 'revoke' ? refused : { id, ok: true })}\n`);
    }
  });
  const [first, second, third] = await Promise.allSettled([
    gate.grant(phone(1), 60),
    gate.revoke(phone(2)),
    gate.health(),
  ]);
  expect([first?.status, second?.status, third?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(second).toMatchObject({ reason: { name: 'GateError', code: 'full' } });
});

test.each([
  ['nonsense', 'hello\n'],
  ['an answer to nobody, then nothing', '{"id":99,"ok":true}\n'],
  ['half an answer', '{"id":1,'],
])('%s ends as unreachable, never as a crash or for ever', async (_, bytes) => {
  const { gate } = await beside((socket) => socket.write(bytes));
  await expect(gate.grant(phone(1), 60)).rejects.toMatchObject({ code: 'unreachable' });
});

test('a gate that hangs up is asked anew', async () => {
  let rounds = 0;
  const { gate } = await beside((socket, [line = '']) => {
    rounds += 1;
    if (rounds === 1) socket.destroy();
    else socket.write(`${JSON.stringify({ id: (JSON.parse(line) as { id: number }).id, ok: true })}\n`);
  });
  await expect(gate.health()).rejects.toMatchObject({ code: 'unreachable' });
  await gate.health();
});

/** A client beside a gate of the test's own, which is handed all lines that came so far on a connection. */
async function beside(hear: (socket: Socket, lines: string[]) => void) {
  const path = join(temporaryFolder(), 'gate.sock');
  const server = createServer((socket) => {
    let heard = '';
    socket.setEncoding('utf8').on('data', (text) => {
      heard += text;
      hear(socket, heard.trimEnd().split('\n'));
    });
  }).listen(path);
  await once(server, 'listening');
  const gate = createGateClient(path);
  onTestFinished(() => {
    gate.close();
    server.close();
  });
  return { gate };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createGateClient } from '../../src/checkpoint/system/gate-client.ts';
import { phone } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { type GateUnderTest, gateContract } from './gate-contract.ts';

const MAX_CLIENTS = 20;

gateContract('the gate program with the kernel behind it', openGate);

test('a portal that asks while there is no gate is told so, and again served when it is back', async () => {
  const { gate, socket, dispose } = await openGate();
  await gate.grant(phone(1), 60);
  await dispose();
  await expect(gate.grant(phone(2), 60)).rejects.toMatchObject({ code: 'unreachable' });
  const again = await openGate(socket);
  onTestFinished(again.dispose);
  await gate.grant(phone(3), 60);
  gate.close();
});

test('loading the rules again keeps everybody who was let through', async () => {
  const { gate, reload, dispose } = await openGate();
  onTestFinished(dispose);
  await gate.grant(phone(1), 60);
  for (let round = 0; round < 3; round++) await reload();
  expect((await gate.list()).map(({ mac }) => mac)).toEqual([phone(1)]);
});

test('a stranger on the socket gets a fault for every line that is not one of the words, and is hung up on for a long one', async () => {
  const { socket, dispose } = await openGate();
  onTestFinished(dispose);
  const stranger = connect(socket).setEncoding('utf8');
  let heard = '';
  stranger.on('data', (text) => {
    heard += text;
  });
  stranger.write(
    'flush ruleset\n{"id":7,"verb":"grant","mac":"02:00:00:00:00:01 } ; flush ruleset","seconds":5}\n',
  );
  await expect.poll(() => heard.split('\n').length).toBe(3);
  expect(heard).not.toContain('"ok":true');
  stranger.write('x'.repeat(5000));
  await once(stranger, 'close');
});

test('a client that asks and asks and never reads harms nobody else', async () => {
  const { gate, socket, maxClients, dispose } = await openGate();
  onTestFinished(dispose);
  await Promise.all(Array.from({ length: maxClients }, (_, index) => gate.grant(phone(index + 1), 60)));
  const greedy = connect(socket).pause();
  await once(greedy, 'connect');
  greedy.write('{"id":1,"verb":"list"}\n'.repeat(5000));
  for (let round = 0; round < 20; round++) await gate.grant(phone(1), 60);
  greedy.destroy();
  await gate.health();
});

/** The gate program in a network namespace that ends with it. */
async function openGate(
  kept?: string,
): Promise<GateUnderTest & { socket: string; reload(): Promise<void>; dispose(): Promise<void> }> {
  const folder = mkdtempSync('/dev/shm/checkpoint-gate-');
  const socket = kept ?? join(folder, 'gate.sock');
  const config = join(folder, 'checkpoint.toml');
  const example = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
  writeFileSync(
    config,
    `${example.replace('[session]', `[session]\nmax_clients = ${MAX_CLIENTS}`)}\n[gate]\nsocket = "${socket}"\n`,
  );
  const main = `${ROOT}dist/main.js`;
  const child = spawn('unshare', ['--net', process.execPath, main, 'gate', '--config', config]);
  await once(child.stderr, 'data');
  const gate = createGateClient(socket);
  return {
    gate,
    socket,
    maxClients: MAX_CLIENTS,
    async reload() {
      const script = `"$0" "$1" render --config "$2" --out "$3" >/dev/null && nft -f "$3/etc/checkpoint-portal/system/nftables.conf"`;
      const words = [
        '-t',
        String(child.pid),
        '-n',
        'sh',
        '-c',
        script,
        process.execPath,
        main,
        config,
        folder,
      ];
      const [status] = await once(spawn('nsenter', words), 'close');
      expect(status).toBe(0);
    },
    async dispose() {
      gate.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      // The gate makes the socket's folder where it has gone with the gate before it.
      for (const each of [folder, dirname(socket)]) rmSync(each, { recursive: true, force: true });
    },
  };
}

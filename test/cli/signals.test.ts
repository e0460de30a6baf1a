import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../doubles.ts';
import { ROOT } from '../example.ts';
import { freePort } from '../free-port.ts';

/** The program with these words, from when it has said this, as a terminal or systemd has it. */
async function start(words: readonly string[], awaited: string) {
  const child = spawn(process.execPath, [join(ROOT, 'dist/main.js'), ...words]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        said += text.toString();
        if (said.includes(awaited)) resolve();
      });
    child.on('exit', () => reject(new Error(said)));
  });
  return child;
}

async function portalConfig(): Promise<string> {
  const folder = temporaryFolder();
  const file = join(folder, 'checkpoint.toml');
  const example = readFileSync(join(ROOT, 'deploy/laptop/checkpoint.toml'), 'utf8');
  const ports = `[portal]\nport = ${await freePort()}\n[reporting]\nlisten = "127.0.0.1:${await freePort()}"\n`;
  writeFileSync(file, example.replaceAll('"data', `"${folder}`) + ports);
  return file;
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends the questions at once', async (signal) => {
  const child = await start(['setup', '--lang', 'en', '--root', temporaryFolder()], 'Enter takes');
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([null, signal]);
});

test.each([
  ['SIGINT', ['SIGINT']],
  ['SIGTERM twice, as `timeout` sends it,', ['SIGTERM', 'SIGTERM']],
  ['SIGHUP twice, as a shut window sends it,', ['SIGHUP', 'SIGHUP']],
] as const)('%s ends the portal in order', async (_, signals) => {
  const child = await start(['portal', '--config', await portalConfig()], 'portal ready');
  for (const signal of signals) child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { reasonOf } from '../platform/log.ts';
import { makeFolders } from '../platform/make-folder.ts';
import { replaceFile } from '../platform/replace-file.ts';
import { CommandError, runCommand } from '../platform/run-command.ts';
import type { Machine } from './ports.ts';

/** A restart waits for the old program's end, which systemd gives 90 s. */
const COMMAND_MS = 120_000;
/** Everybody may read them: the programs do, and nothing secret is in them. */
const MODE = 0o644;

/** The machine that we run on, or a system that is mounted at `root`: only its files, then. */
export function createMachine(root: string): Machine {
  const at = (file: string) => join(root, file);
  return {
    runs: root === '/' && existsSync('/run/systemd/system'),
    async read(file) {
      return readFile(at(file), 'utf8').catch(ignoreMissing);
    },
    async write(file, text) {
      makeFolders(dirname(at(file)));
      await replaceFile(at(file), Buffer.from(text), MODE);
    },
    async remove(file) {
      await rm(at(file), { force: true });
    },
    async run([command, ...args]) {
      await runCommand(command, args, { timeoutMs: COMMAND_MS }).catch((error) => {
        throw inWords([command, ...args].join(' '), error);
      });
    },
    pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
  };
}

/** systemd's tools say in one line what is wrong; none of what they are given here names a phone. */
function inWords(command: string, error: unknown): Error {
  const said = error instanceof CommandError ? error.stderr.trim().split('\n')[0] : '';
  return new Error(`${command}: ${said || reasonOf(error)}`);
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

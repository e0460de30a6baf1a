import { chmodSync, lstatSync, mkdirSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:net';
import { connect } from 'node:net';
import { dirname } from 'node:path';

/**
 * Listens on a unix socket with the given file mode. A socket that a dead program left behind is removed; one that still
 * answers is another program of ours, and anything else of that name is somebody's file: both are refused.
 */
export async function listenOnSocket(server: Server, path: string, mode: number): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o750 });
  if (await isAnswering(path)) throw new Error(`${path} is in use: is another one running?`);
  removeStaleSocket(path);
  // The file is made with the process's umask; between bind and chmod nobody else may slip in.
  const before = process.umask(0o777 & ~mode);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, () => resolve(void server.off('error', reject)));
    });
    chmodSync(path, mode);
  } finally {
    process.umask(before);
  }
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path, () => resolve(void probe.destroy() === undefined));
    probe.on('error', () => resolve(false));
  });
}

function removeStaleSocket(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isSocket()) throw new Error(`${path} exists and is no socket: move it away`);
  unlinkSync(path);
}

import { chmodSync, lstatSync, unlinkSync } from 'node:fs';
import { connect, type Server } from 'node:net';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** Portal and gate share the folder as a group, and neither may take the other's place in it. */
const FOLDER_MODE = 0o1770;

/**
 * Listens on a unix socket with the given file mode. A socket that a dead program left behind is removed; one that may be
 * alive is another program of ours, and anything else of that name is somebody's file: both are refused.
 */
export async function listenOnSocket(server: Server, path: string, mode: number): Promise<void> {
  makeFolder(dirname(path), FOLDER_MODE);
  if (!(await isDead(path))) throw new Error(`${path} is in use: is another one running?`);
  removeStaleSocket(path);
  // The file is made with the process's umask; between bind and chmod nobody else may slip in.
  const before = process.umask(0o777 & ~mode);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
    chmodSync(path, mode);
  } finally {
    process.umask(before);
  }
}

/** Only a refusal says that nobody listens; a full backlog or a missing right may hide somebody who does. */
function isDead(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(false);
    });
    probe.on('error', ({ code }: NodeJS.ErrnoException) => {
      resolve(code === 'ECONNREFUSED' || code === 'ENOENT' || code === 'ENOTSOCK');
    });
  });
}

function removeStaleSocket(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isSocket()) throw new Error(`${path} exists and is no socket: move it away`);
  unlinkSync(path);
}

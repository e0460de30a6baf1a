import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createQueue } from '../../platform/queue.ts';
import type { PrintOrder } from '../../print/worker.ts';
import type { PrintKit } from '../ports.ts';
import type { PortalSetting } from './setting.ts';

/** Far more than a sheet needs: a runaway one ends by itself, and the portal goes on. */
const HEAP_MB = 96;

/**
 * The print kit, made file by file as each is asked for, and kept: some 200 kB, and nobody asks for what hangs there already.
 * A sheet takes up to a second of a processor, so it is laid out on a thread of its own, one at a time: travelers are served meanwhile.
 * Nothing of the printer is read before somebody asks for it: a portal that starts has travelers waiting.
 */
export function createKeptKit({ root, checkpoint, catalog }: PortalSetting): PrintKit {
  const list = async () => (await import('../../print/kit.ts')).kitFilesOf(checkpoint);
  const made = new Map<string, Promise<Buffer>>();
  const inTurn = createQueue();
  return {
    list,
    async read(name) {
      if (!(await list()).some((file) => file.name === name)) return undefined;
      const { locales, destinations } = catalog;
      const file = made.get(name) ?? inTurn(() => print({ root, checkpoint, locales, destinations, name }));
      made.set(name, file);
      file.catch(() => made.delete(name));
      return file;
    },
  };
}

/** Started as it was built: a worker is a program of its own, as the command is. */
function print(order: PrintOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(order.root, 'dist', 'print', 'worker.js'), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // The portal need not wait for paper when it is told to stop.
    worker.unref();
    let bytes: Uint8Array | undefined;
    worker.on('message', (message: Uint8Array) => {
      bytes = message;
    });
    worker.on('error', reject);
    // Only now is the next one to begin, so that there are never two.
    worker.on('exit', (code) =>
      bytes ? resolve(Buffer.from(bytes)) : reject(new Error(`printing ended with ${code}`)),
    );
  });
}

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Figure } from '../../../../domain/suppress.ts';
import { createQueue } from '../../../../platform/queue.ts';
import type { CountsAnswer } from '../counts-answer.ts';
import type { Format } from './format.ts';
import type { WriteOrder } from './worker.ts';

/** Several times what the largest workbook took (31 days by hour, 38,000 cells): a runaway one ends by itself. */
const HEAP_MB = 96;

export type Writer = (format: Format, answer: CountsAnswer<Figure>) => Promise<string | Buffer>;

/**
 * Writes answers for a program that has travelers to serve: a slow format goes to a thread of its own, one at a time. The thread lives for a
 * quarter of a second and takes some 15 MB, which are free again after it.
 */
export function createWriter(root: string): Writer {
  const inTurn = createQueue();
  return async (format, answer) =>
    format.isSlow
      ? inTurn(() => writeApart(root, { name: format.name, answer }))
      : await format.write(answer);
}

/** Started as it was built: a worker is a program of its own, as the command is. */
function writeApart(root: string, order: WriteOrder): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const file = join(root, 'dist', 'checkpoint', 'web', 'district', 'formats', 'worker.js');
    const worker = new Worker(file, {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // The portal need not wait for a report when it is told to stop.
    worker.unref();
    let bytes: Uint8Array | undefined;
    worker.on('message', (message: Uint8Array) => {
      bytes = message;
    });
    worker.on('error', reject);
    // Only now is the next one to begin, so that there are never two.
    worker.on('exit', (code) =>
      bytes ? resolve(Buffer.from(bytes)) : reject(new Error(`writing ${order.name} ended with ${code}`)),
    );
  });
}

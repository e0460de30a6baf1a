import { parentPort, workerData } from 'node:worker_threads';
import { createKit, type KitParts } from './kit.ts';

/** What a worker thread is given: a kit, and which file of it to make. */
export interface PrintOrder extends KitParts {
  readonly name: string;
}

/** Makes one file of the kit on a thread of its own, says its bytes, and ends: its packages, fonts and heap go with it. */
const { name, ...parts } = workerData as PrintOrder;
const kit = await createKit(parts);
parentPort?.postMessage((await kit.print(name))?.bytes);

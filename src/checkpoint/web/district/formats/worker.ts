import { parentPort, workerData } from 'node:worker_threads';
import type { Figure } from '../../../../domain/suppress.ts';
import type { CountsAnswer } from '../counts-answer.ts';
import { FORMATS } from './index.ts';

/** What a worker thread is given: the figures, and in which format to write them. */
export interface WriteOrder {
  readonly name: string;
  readonly answer: CountsAnswer<Figure>;
}

/** Writes one answer on a thread of its own, says its bytes, and ends: the library and its heap go with it. */
const { name, answer } = workerData as WriteOrder;
parentPort?.postMessage(await FORMATS.find((format) => format.name === name)?.write(answer));

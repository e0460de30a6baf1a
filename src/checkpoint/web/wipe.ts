import type { RequestHandler } from 'express';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import { formatHour } from '../../domain/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { Eraser, Held } from '../ports.ts';
import { ApiError } from './api-error.ts';

/** What there is to delete for good, or was. */
export interface WipeAnswer extends Pick<Held, 'counters' | 'files'> {
  /** The id of the checkpoint that was asked. */
  readonly checkpoint: string;
  /** The first and the last hour, where there are any. */
  readonly from?: string;
  readonly to?: string;
  readonly isWiped: boolean;
}

export interface WipeParts {
  readonly checkpoint: Pick<Checkpoint, 'id'>;
  readonly eraser: Eraser;
  readonly log: Log;
}

export function tellWipe({ checkpoint, eraser }: WipeParts): RequestHandler {
  return (_request, response) => void response.json(answerOf(checkpoint.id, eraser.held(), false));
}

/** Only for whoever names this very checkpoint: a technician may be on another box than they think. */
export function wipe({ checkpoint, eraser, log }: WipeParts): RequestHandler {
  return async (request, response) => {
    const { checkpoint: named } = (request.body ?? {}) as { checkpoint?: unknown };
    if (named !== checkpoint.id) throw new ApiError('wipe-other', checkpoint.id);
    const held = eraser.held();
    try {
      await eraser.erase();
    } catch (error) {
      log.error('not all figures could be deleted', error);
      throw new ApiError('wipe-failed');
    }
    log.warn('all figures were deleted, as the command line asked');
    response.json(answerOf(checkpoint.id, held, true));
  };
}

function answerOf(checkpoint: string, held: Held, isWiped: boolean): WipeAnswer {
  const { counters, firstHour, lastHour, files } = held;
  const hours = firstHour !== null &&
    lastHour !== null && { from: formatHour(firstHour), to: formatHour(lastHour) };
  return { checkpoint, counters, ...hours, files, isWiped };
}

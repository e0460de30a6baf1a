import { GateError } from '../../../domain/gate.ts';
import type { FaultWords } from '../../../domain/locale.ts';
import { AllowanceUsedError } from '../../../domain/session.ts';

const STATUS: Readonly<Record<FaultWords, number>> = {
  badRequest: 400,
  unknownClient: 403,
  notFound: 404,
  methodNotAllowed: 405,
  tooLarge: 413,
  internal: 500,
  allowanceUsed: 403,
  gateFull: 503,
  gateDown: 503,
};

/** A fault that a traveler is told, in the words of the locale's `errors`. */
export class PageError extends Error {
  readonly words: FaultWords;
  readonly status: number;

  constructor(words: FaultWords) {
    super(words);
    this.name = 'PageError';
    this.words = words;
    this.status = STATUS[words];
  }
}

/** What to tell a traveler of any error: the gate's, body-parser's and Express's own (which carry a status), or a defect. */
export function pageErrorOf(error: unknown): PageError {
  if (error instanceof PageError) return error;
  if (error instanceof GateError) return new PageError(error.code === 'full' ? 'gateFull' : 'gateDown');
  if (error instanceof AllowanceUsedError) return new PageError('allowanceUsed');
  const status = (error as { status?: unknown } | undefined)?.status;
  if (status === 413) return new PageError('tooLarge');
  return new PageError(typeof status === 'number' && status < 500 ? 'badRequest' : 'internal');
}

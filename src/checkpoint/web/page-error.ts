import { GateError } from '../../domain/gate.ts';

/** A fault that a traveler is told: the status, and the key of the words in the locale's `errors`. */
export class PageError extends Error {
  readonly status: number;
  readonly words: string;

  constructor(status: number, words: string) {
    super(words);
    this.name = 'PageError';
    this.status = status;
    this.words = words;
  }
}

/** What to tell a traveler of any error: the gate's, body-parser's and Express's own (which carry a status), or a defect. */
export function pageErrorOf(error: unknown): PageError {
  if (error instanceof PageError) return error;
  if (error instanceof GateError) return new PageError(503, error.code === 'full' ? 'gateFull' : 'gateDown');
  const status = (error as { status?: unknown } | undefined)?.status;
  if (status === 413) return new PageError(413, 'tooLarge');
  return typeof status === 'number' && status < 500
    ? new PageError(400, 'badRequest')
    : new PageError(500, 'internal');
}

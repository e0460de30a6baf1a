import type { ErrorRequestHandler, Request, Response } from 'express';

/** An Express error handler from a function of three: error, request, response. */
export function onError(
  answer: (error: unknown, request: Request, response: Response) => Promise<void> | void,
): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => answer(error, request, response);
}

import type { Express } from 'express';
import type { Log } from '../../platform/log.ts';
import { ApiError, apiErrorBody, apiErrorOf } from './api-error.ts';
import { onError } from './on-error.ts';

/** The end of an app whose readers are programs: what no route took, and every error, as JSON with a code and a hint. */
export function endWithJsonErrors(app: Express, log: Log): void {
  app.use(() => {
    throw new ApiError('not-found');
  });
  app.use(
    onError((error, request, response) => {
      const answer = apiErrorOf(error);
      if (answer.code === 'internal') log.error('a report could not be made', error);
      const tongue = request.acceptsLanguages('vi', 'en') === 'en' ? 'en' : 'vi';
      response.status(answer.status).json(apiErrorBody(answer, tongue));
    }),
  );
}

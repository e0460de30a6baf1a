import type { Request, RequestHandler } from 'express';
import { CAPPORT_PATH, CAPPORT_TYPE, capportAnswer, secureOrigin } from '../../../domain/capport.ts';
import type { Tls } from '../../../domain/checkpoint.ts';
import type { Sessions } from '../../flows/sessions.ts';
import type { Connections } from './connections.ts';
import { PageError } from './page-error.ts';

export interface CapportParts {
  readonly tls: Tls;
  readonly connections: Pick<Connections, 'clientOf'>;
  readonly sessions: Pick<Sessions, 'secondsLeft'>;
  /** Resolves when the sessions from before this program's start are known. */
  readonly restore: () => Promise<void>;
}

/** The RFC 8908 API: whether whoever asks is captive. */
export function capportRoute({ tls, connections, sessions, restore }: CapportParts) {
  const serve: RequestHandler<Record<string, string>> = async (request, response) => {
    // Over plain http anybody could answer, so nobody may (section 4).
    if (!request.secure) throw new PageError('notFound');
    response.vary('Accept');
    if (isReader(request)) {
      response.redirect(302, `${secureOrigin(tls)}/`);
      return;
    }
    const mac = await connections.clientOf(request.socket);
    // Else all who are online would hear that they are captive when this program has just started.
    await restore().catch(() => undefined);
    const answer = capportAnswer(tls, sessions.secondsLeft(mac));
    // As bytes: of a text Express would put the charset behind the type.
    response.set('Content-Type', CAPPORT_TYPE).send(Buffer.from(JSON.stringify(answer)));
  };
  return { method: 'get', path: CAPPORT_PATH, serve } as const;
}

/** Whether a person's browser asks (RFC 8910 section 2). A program that takes anything gets the JSON. */
function isReader(request: Request): boolean {
  return request.accepts([CAPPORT_TYPE, 'text/html']) === 'text/html';
}

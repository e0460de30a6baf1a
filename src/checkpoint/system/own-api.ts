import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { rootCertificates, type TLSSocket } from 'node:tls';
import { CAPPORT_PATH, CAPPORT_TYPE } from '../../domain/capport.ts';
import { badCertificate, GOOD, type Verdict } from '../../domain/certificate.ts';

const ANSWER_MS = 5000;

export interface OwnApi {
  readonly host: string;
  readonly port: number;
  /** The name that phones ask for. */
  readonly name: string;
}

/**
 * Asks the portal's own API as a phone would, over the wire: only this shows a chain that is served by halves, as nothing
 * here fetches what is missing. `authorities` are roots in PEM, beside the public ones.
 */
export function askOwnApi({ host, port, name }: OwnApi, authorities: readonly string[]): Promise<Verdict> {
  return new Promise((resolve) => {
    const request = get({
      host,
      port,
      path: CAPPORT_PATH,
      servername: name,
      headers: { Host: name, Accept: CAPPORT_TYPE },
      ca: [...rootCertificates, ...authorities],
      // Judged below, so that a refusal is told from a portal that does not answer.
      rejectUnauthorized: false,
      agent: false,
      timeout: ANSWER_MS,
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${ANSWER_MS} ms`)));
    request.on('error', ({ message }) => resolve(badCertificate('mute', message)));
    request.on('response', (response) => {
      resolve(verdictOf(response));
      response.destroy();
    });
  });
}

function verdictOf({ socket, statusCode, headers }: IncomingMessage): Verdict {
  const { authorized, authorizationError } = socket as TLSSocket;
  if (!authorized) return badCertificate('chain', String(authorizationError));
  if (statusCode === 200 && headers['content-type'] === CAPPORT_TYPE) return GOOD;
  return badCertificate('mute', `status ${statusCode}`);
}

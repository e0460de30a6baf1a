import { request } from 'node:http';
import { connect } from 'node:net';

/** As long as a phone's own probe waits. */
const ANSWER_MS = 3000;
const WALL_MS = 1200;
const BODY_CHARACTERS_AT_MOST = 100_000;

export interface WebAnswer {
  readonly status: number;
  readonly location: string;
  readonly body: string;
}

export interface WebQuestion {
  readonly url: string;
  /** Where the name of the address leads, if not where the address itself does. */
  readonly at?: string;
  readonly method?: 'GET' | 'POST';
  readonly agent?: string;
}

/** On a connection of its own, as a phone's probe is: one that is kept would stay with the portal after the tap. */
export function askWeb({ url, at, method = 'GET', agent = '' }: WebQuestion): Promise<WebAnswer> {
  const { hostname, host, port, pathname } = new URL(url);
  return new Promise((resolve, reject) => {
    const headers = { Host: host, 'User-Agent': agent, Connection: 'close' };
    const to = {
      host: at ?? hostname.replace(/^\[|\]$/g, ''),
      port: port || 80,
      path: pathname,
      method,
      headers,
      agent: false,
    };
    const asked = request({ ...to, timeout: ANSWER_MS }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        if (body.length < BODY_CHARACTERS_AT_MOST) body += text;
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body }),
      );
    });
    asked.on('timeout', () => asked.destroy(new Error('ETIMEDOUT')));
    asked.on('error', reject);
    asked.end();
  });
}

/** Whether somebody answers there on https, which nobody does to a captive phone. */
export function reaches(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 443, timeout: WALL_MS });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.on('connect', () => end(true));
    socket.on('timeout', () => end(false));
    socket.on('error', () => end(false));
  });
}

import { writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import type { Certificate } from '../certificates.ts';

export const NAME = 'wifi.example.vn';

/** Puts the files of `[tls]` into the folder and returns that table. */
export function writeTls(
  folder: string,
  { chain, key, root }: { chain: readonly Certificate[]; key: Certificate; root: Certificate },
): string {
  const files = {
    certificate: chain.map(({ pem }) => pem).join(''),
    key: key.keyPem,
    authorities: root.pem,
  };
  const lines = Object.entries(files).map(([name, text]) => {
    const file = join(folder, `${name}.pem`);
    writeFileSync(file, text);
    return `${name} = "${file}"\n`;
  });
  return `[tls]\nname = "${NAME}"\n${lines.join('')}`;
}

export interface Asked {
  readonly port: number;
  /** In PEM. */
  readonly authority: string;
  readonly path?: string;
  readonly method?: 'GET' | 'POST';
  readonly accept?: string | undefined;
  /** The client's own address: with the simulated gate each is a phone of its own. */
  readonly from?: string;
}

export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks the portal's https side as a phone does; rejects where the certificate is not to be believed. */
export function ask({ port, authority, accept, from, ...asked }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { path = '/captive-portal/api', method = 'GET' } = asked;
    const headers = { Host: NAME, ...(accept !== undefined && { Accept: accept }) };
    const connection = { host: '127.0.0.1', port, servername: NAME, ca: authority, agent: false } as const;
    request({ ...connection, localAddress: from, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });
}

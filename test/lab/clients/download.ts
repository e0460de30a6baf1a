import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { environment } from '../command.ts';
import { WEB_ADDRESS } from '../internet.ts';
import type { Phone } from '../phone.ts';

/** A quarter of a gigabyte at a pace that outlasts what is done meanwhile: 16 s. */
export const DOWNLOAD_BYTES = 256 << 20;
const PACE = '16M';

/** A phone begins to fetch something large; `options` are curl's. */
export function startDownload(phone: Phone, ...options: string[]) {
  const url = `http://${WEB_ADDRESS}/bytes/${DOWNLOAD_BYTES}`;
  const words = [
    '--silent',
    '--output',
    '/dev/null',
    '--limit-rate',
    PACE,
    '--write-out',
    '%{size_download}',
  ];
  const [file, ...rest] = phone.at(['curl', ...words, ...options, url]);
  const child = spawn(file, rest, { env: environment() });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = once(child, 'close');
  return {
    isRunning: () => child.exitCode === null,
    async end() {
      const [exit] = (await ended) as [number];
      return { exit, bytes: Number(printed) };
    },
  };
}

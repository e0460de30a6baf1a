import { execFile } from 'node:child_process';
import { environment } from '../command.ts';
import type { Place } from '../namespace.ts';

/** What came back, as curl saw it. */
export interface Answer {
  /** 0, or why there was no answer: 28 is "nothing within the time", see `man curl`. */
  readonly exit: number;
  readonly status: number;
  /** Lower-case names, each with all its values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** Two seconds: the patience of a phone's probe is three. */
const PATIENCE_SECONDS = '2';
const REPORT = '%{stderr}{"exit":%{exitcode},"status":%{http_code},"headers":%{header_json}}';

/** Asks for the URL from there, following no redirect and trusting any certificate. */
export function curl(place: Place, url: string, ...options: string[]): Promise<Answer> {
  const words = ['--silent', '--insecure', '--max-time', PATIENCE_SECONDS, '--write-out', REPORT];
  const [file, ...rest] = place.at(['curl', ...words, ...options, url]);
  return new Promise((resolve, reject) => {
    // An exit code other than 0 is an answer too: only a curl that could not be started is an error.
    execFile(file, rest, { env: environment() }, (_error, body, report) => {
      try {
        resolve({ body, ...JSON.parse(report.replace('"status":000', '"status":0')) });
      } catch {
        reject(new Error(`curl ${url}: ${report}`));
      }
    });
  });
}

/** The tap of a phone that has no browser. */
export async function accept(phone: Place, guide = 'http://10.77.0.1/'): Promise<void> {
  const { status } = await curl(phone, `${guide}accept`, '--request', 'POST');
  if (status !== 303) throw new Error(`POST /accept was answered with ${status}`);
}

import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

/** Every answer of the district's side that there is, or will be: one that is not there yet is a refusal, which is searched as well. */
export const REPORT_ADDRESSES = [
  '/',
  '/healthz',
  '/metrics',
  '/openapi.json',
  '/api/v1/counts?by=hour',
  '/api/v1/counts?by=day',
  '/api/v1/counts?by=month',
  '/api/v1/counts?by=hour&format=csv',
  '/api/v1/counts?by=hour&format=xlsx',
  '/api/v1/counts?by=day&public=1',
  '/api/v1/checkpoint',
  '/api/v1/notices',
  '/api/v1/feed',
  '/api/v1/feed?limit=500',
  '/no/such/thing',
] as const;

/** Everything that the command line asks over the socket. */
export const CONTROL_ADDRESSES = [
  '/status',
  '/counts',
  '/tokens',
  '/schema',
  '/notices',
  '/enrollment',
  '/feed',
  '/no/such/thing',
] as const;

/** All files under the folder, by name, as bytes. */
export function filesIn(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(entries.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))]));
}

/** What the report API answers, its headers included; a workbook is taken out of its wrapping. */
export async function reportAnswers(
  report: string,
  token: string,
  period: string,
): Promise<Map<string, Buffer>> {
  const answers = new Map<string, Buffer>();
  for (const address of REPORT_ADDRESSES) {
    const answer = await fetch(`${report}${address.includes('counts') ? address + period : address}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const body = Buffer.from(await answer.arrayBuffer());
    const headers = Buffer.from(JSON.stringify([...answer.headers]));
    answers.set(
      `report ${address}`,
      Buffer.concat([headers, body.subarray(0, 2).equals(Buffer.from('PK')) ? unzip(body) : body]),
    );
  }
  return answers;
}

/** What the control socket answers. */
export async function controlAnswers(socketPath: string): Promise<Map<string, Buffer>> {
  const answers = new Map<string, Buffer>();
  for (const path of CONTROL_ADDRESSES) answers.set(`control ${path}`, await askSocket(socketPath, path));
  return answers;
}

export function askSocket(socketPath: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path }, (response) => {
      const chunks: Buffer[] = [];
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => resolve(Buffer.concat(chunks)));
    });
    asked.on('error', reject).end();
  });
}

/** The contents of all files in a zip, one after the other, found by its directory (APPNOTE 4.3.12). */
function unzip(zip: Buffer): Buffer {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const files: Buffer[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    files.push(zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(bytes) : bytes);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return Buffer.concat(files);
}

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

/** The addresses of a name, `''` for a name without one of that type, `'nowhere'` for no such name, or undefined for silence. */
export type Address = (type: 'A' | 'AAAA') => string | readonly string[] | undefined;

/** A name server that gives every name the same answer. */
export async function serveNames(address: Address) {
  const names: string[] = [];
  const server = createSocket('udp4').bind(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  server.on('message', (question, { port }) => {
    const end = question.indexOf(0, 12);
    const type = question.readUInt16BE(end + 1) === 28 ? 'AAAA' : 'A';
    const labels = question.subarray(12, end).toString('latin1');
    names.push(`${labels.replace(/[^a-z0-9]/g, '.').replace(/^\./, '')} ${type}`);
    const found = address(type);
    if (found !== undefined)
      server.send(answerTo(question.subarray(0, end + 5), type, [found].flat()), port, '127.0.0.1');
  });
  return { names, address: `127.0.0.1:${server.address().port}` };
}

/** RFC 1035, section 4: the header, the question, and records that point back at its name. */
function answerTo(question: Buffer, type: 'A' | 'AAAA', found: readonly string[]): Buffer {
  const isNowhere = found.includes('nowhere');
  const addresses = isNowhere ? [] : found.filter((address) => address !== '');
  const head = Buffer.from(question);
  head.writeUInt16BE(isNowhere ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const data =
      type === 'A' ? Buffer.from(address.split('.').map(Number)) : Buffer.from(`${'0'.repeat(31)}1`, 'hex');
    const start = [0xc0, 12, 0, type === 'A' ? 1 : 28, 0, 1, 0, 0, 0, 5, 0, data.length];
    return Buffer.concat([Buffer.from(start), data]);
  });
  return Buffer.concat([head, ...records]);
}

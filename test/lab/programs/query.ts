import { createSocket } from 'node:dgram';

/**
 * One DNS question as a phone's resolver puts it, and all of the answer that matters, as JSON. It is a program of its own
 * because it must run inside a namespace. Arguments: name, number of the record type, server.
 */
const [name = '', type = '1', server = ''] = process.argv.slice(2);
const PATIENCE_MS = 2000;

const question = Buffer.concat([
  ...name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`, 'latin1')),
  Buffer.from([0, Number(type) >> 8, Number(type) & 255, 0, 1]),
]);
const header = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const socket = createSocket(server.includes(':') ? 'udp6' : 'udp4');
const timer = setTimeout(() => {
  process.stdout.write('{"code":-1,"records":[]}');
  socket.close();
}, PATIENCE_MS);

socket.on('message', (answer) => {
  clearTimeout(timer);
  process.stdout.write(JSON.stringify({ code: answer.readUInt16BE(2) & 15, records: recordsIn(answer) }));
  socket.close();
});
socket.send(Buffer.concat([header, question]), 53, server);

/** RFC 1035, section 4.1.3. dnsmasq writes the name of each record as a pointer of two bytes. */
function recordsIn(answer: Buffer): { ttlSeconds: number; data: string }[] {
  const records = [];
  let at = header.length + question.length;
  for (let left = answer.readUInt16BE(6); left > 0; left -= 1) {
    const end = at + 12 + answer.readUInt16BE(at + 10);
    records.push({ ttlSeconds: answer.readUInt32BE(at + 6), data: answer.toString('hex', at + 12, end) });
    at = end;
  }
  return records;
}

import { createSocket } from 'node:dgram';

/** Seconds from NTP's zero, 1900, to that of Unix. */
const NTP_EPOCH_S = 2_208_988_800;
const [MODE_CLIENT, MODE_SERVER] = [3, 4];
const STRATUM = 1;

/** The time server of the pretend internet, whatever name it is asked by: what RFC 5905 (7.3, figure 8) wants of an answer, and no more. */
const socket = createSocket('udp4');
socket.on('message', (request, { port, address }) => {
  const [first = 0] = request;
  if (request.length < 48 || (first & 7) !== MODE_CLIENT) return;
  const answer = Buffer.alloc(48);
  answer[0] = (first & 0b00_111_000) | MODE_SERVER;
  answer[1] = STRATUM;
  answer.write('LOCL', 12, 'latin1');
  // The client's own time goes back as it came; reference, receipt and sending are one moment.
  request.copy(answer, 24, 40, 48);
  for (const at of [16, 32, 40]) writeTime(answer, at);
  socket.send(answer, port, address);
});
socket.bind(123);

function writeTime(answer: Buffer, at: number): void {
  const seconds = Date.now() / 1000 + NTP_EPOCH_S;
  answer.writeUInt32BE(Math.floor(seconds) % 2 ** 32, at);
  answer.writeUInt32BE(Math.floor((seconds % 1) * 2 ** 32), at + 4);
}

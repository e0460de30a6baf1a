import { createSocket } from 'node:dgram';

/**
 * A server for the time that sends whoever asks far more than that: long datagrams, and then short ones, as the answer to a
 * question has 48 octets. Arguments: the addresses that it serves on.
 */
const PORT = 123;
const COUNT = 300;

for (const address of process.argv.slice(2)) {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', (_question, { port, address: client }) => {
    for (const octets of [1400, 48]) {
      for (let turn = 0; turn < COUNT; turn += 1) socket.send(Buffer.alloc(octets), port, client);
    }
  });
  socket.bind(PORT, address);
}
process.stdout.write('ready\n');

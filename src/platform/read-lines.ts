import type { Socket } from 'node:net';

/** Hands over each whole line that arrives. A peer that sends a longer one than `charactersAtMost` is hung up on. */
export function readLines(socket: Socket, charactersAtMost: number, onLine: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > charactersAtMost || lines.some((line) => line.length > charactersAtMost))
      socket.destroy();
    else lines.forEach(onLine);
  });
}

import { spawn } from 'node:child_process';
import { environment } from '../command.ts';
import type { Place } from '../namespace.ts';

/** One TCP connection out of a namespace, held as long as the test likes. */
export interface Wire {
  send(text: string): void;
  /**
   * Takes off the wire what has been received, once it is `enough` or the other side has closed; rejects if neither
   * happens within the time.
   */
  receive(enough: (received: string) => boolean, withinMs?: number): Promise<string>;
  close(): void;
}

/** busybox's netcat ends when the other side does, and resolves names in its own namespace. */
export function openWire(place: Place, host: string, port: number): Wire {
  const [file, ...words] = place.at(['busybox', 'nc', host, `${port}`]);
  const netcat = spawn(file, words, { env: environment(), stdio: ['pipe', 'pipe', 'ignore'] });
  netcat.stdout.setEncoding('utf8');
  // Sending to a side that has closed is what some tests are about; they see it in what they receive.
  netcat.stdin.on('error', () => undefined);
  let received = '';
  let closed = false;
  netcat.stdout.on('data', (text) => {
    received += text;
  });
  netcat.once('close', () => {
    closed = true;
  });
  return {
    send: (text) => netcat.stdin.write(text),
    receive: (enough, withinMs = 1000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`${host}:${port} stays open after: ${received}`)),
          withinMs,
        );
        const look = () => {
          if (!closed && !enough(received)) return;
          clearTimeout(timer);
          netcat.stdout.off('data', look);
          netcat.off('close', look);
          resolve(received);
          received = '';
        };
        netcat.stdout.on('data', look);
        netcat.on('close', look);
        look();
      }),
    close: () => netcat.kill(),
  };
}

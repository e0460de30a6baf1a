import { once } from 'node:events';
import { createServer } from 'node:net';

/** Under the kernel's own ports (Linux's 32768 to 60999), where any connection or `listen(0)` of another test may sit down in between. */
const FIRST = 20_000;
const SPAN = 12_000;
/** Test files run as processes with neighbouring numbers, side by side: each begins this far from the next. */
const STRIDE = 40;

let asked = 0;

/** A port of 127.0.0.1 that nobody listens on; never the same one twice in a test file. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + ((process.pid * STRIDE + asked) % SPAN);
    asked += 1;
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}

import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';

/**
 * A crowd of phones at the barrier, one for each address on standard input: each is led to the guide by its probe, opens the
 * guide, taps, and probes again; they begin evenly over as many seconds as the argument says. Prints what each went through.
 */
const PROBE = { host: '198.18.10.10', name: 'connectivitycheck.gstatic.com', path: '/generate_204' };
const GUIDE = { host: '10.77.0.1', name: '10.77.0.1', path: '/' };

const addresses = (await text(process.stdin)).split('\n').filter(Boolean);
const spreadMs = Number(process.argv[2]) * 1000;

interface Asked {
  readonly host: string;
  readonly name: string;
  readonly path: string;
  readonly method?: string;
}

/** The status, or 0 where there was no answer. A new connection each time, as of a phone's many programs. */
function ask(localAddress: string, { host, name, path, method = 'GET' }: Asked): Promise<number> {
  return new Promise((resolve) => {
    const agent = new Agent();
    const options = { localAddress, host, path, method, agent, timeout: 5000, headers: { Host: name } };
    const asked = request(options, (response) => {
      response.resume().on('end', () => {
        agent.destroy();
        resolve(response.statusCode ?? 0);
      });
    });
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0)).end();
  });
}

async function visit(address: string, index: number) {
  await setTimeout((index / addresses.length) * spreadMs);
  const led = await ask(address, PROBE);
  const guide = await ask(address, GUIDE);
  const startMs = performance.now();
  const tap = await ask(address, { ...GUIDE, path: '/accept', method: 'POST' });
  const openMs = performance.now() - startMs;
  const online = await ask(address, PROBE);
  return { openMs, onlineMs: performance.now() - startMs, statuses: [led, guide, tap, online] };
}

process.stdout.write(JSON.stringify(await Promise.all(addresses.map(visit))));

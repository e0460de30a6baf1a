import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { openWire } from './clients/wire.ts';
import { run } from './command.ts';
import { test } from './lab-test.ts';
import type { Phone } from './phone.ts';

const FOREIGN = 'connectivitycheck.gstatic.com';

describe('a connection from before the accept', () => {
  test('that a browser opened in advance to another host sets no trap', async ({ phone }) => {
    const wire = openWire(phone, FOREIGN, 80);
    await expect.poll(() => connections(phone)).toBe(1);
    await accept(phone);

    // Its packets go to the portal for as long as it lives (conntrack), so it must not live on.
    wire.send(`GET /generate_204 HTTP/1.1\r\nHost: ${FOREIGN}\r\n\r\n`);
    expect(await wire.receive(untilClosed)).toMatch(/^$|^HTTP\/1.1 302 /);
    expect(await curl(phone, `http://${FOREIGN}/generate_204`)).toMatchObject({ status: 204 });
  });

  test('that was redirected has ended with the redirect', async ({ phone }) => {
    const wire = openWire(phone, FOREIGN, 80);
    wire.send(`GET /generate_204 HTTP/1.1\r\nHost: ${FOREIGN}\r\nConnection: keep-alive\r\n\r\n`);
    expect(await wire.receive(untilClosed)).toMatch(/^HTTP\/1.1 302 /);
  });

  test('to the portal itself either goes on or ends, and the internet is reached beside it', async ({
    phone,
  }) => {
    const wire = openWire(phone, 'chot.internal', 80);
    const ask = () => {
      wire.send('GET / HTTP/1.1\r\nHost: chot.internal\r\n\r\n');
      return wire.receive((text) => text.includes('</html>'));
    };
    expect(await ask()).toMatch(/^HTTP\/1.1 200 /);
    await accept(phone);
    expect(await ask()).toMatch(/^$|^HTTP\/1.1 200 /);
    expect(await curl(phone, `http://${FOREIGN}/generate_204`)).toMatchObject({ status: 204 });
    wire.close();
  });
});

describe("the portal's own host", () => {
  const NAMES = [
    '10.77.0.1',
    '10.77.0.1:80',
    'chot.internal',
    'CHOT.Internal',
    'chot.internal.',
    'chot.internal:80',
  ];

  test.for(NAMES)('answers as %s, and never sends on', async (name, { phone }) => {
    const ask = () => curl(phone, 'http://10.77.0.1/', '--header', `Host: ${name}`);
    const captive = await ask();
    await accept(phone);
    const granted = await ask();
    for (const { status, headers } of [captive, granted]) {
      expect({ status, location: headers.location }).toEqual({ status: 200, location: undefined });
    }
  });
});

function untilClosed(): boolean {
  return false;
}

async function connections(phone: Phone): Promise<number> {
  return (await run(phone.at(['ss', '-Htn', 'state', 'established']))).split('\n').filter(Boolean).length;
}

import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { KnownPhone } from './known-phones.ts';

interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** All that a phone does at a checkpoint, from its own address and in its own name. */
export function createVisits({ port, reportPort }: { port: number; reportPort: number }) {
  const ask = async (
    { ip, userAgent }: KnownPhone,
    agent: Agent,
    asked: Asked,
    to = port,
  ): Promise<number> => {
    const { method = 'GET', path, host = 'localhost', headers = {}, body = '' } = asked;
    const sent = request({
      port: to,
      host: '127.0.0.1',
      localAddress: ip,
      agent,
      method,
      path,
      headers: { Host: host, 'User-Agent': userAgent, 'Content-Length': Buffer.byteLength(body), ...headers },
    });
    sent.end(body);
    // A request that is refused with its connection is an answer too.
    const [answer] = await once(sent, 'response').catch(() => []);
    if (!answer) return 0;
    answer.resume();
    await once(answer, 'end').catch(() => undefined);
    return answer.statusCode;
  };
  const as = async (
    phone: KnownPhone,
    work: (say: (asked: Asked, to?: number) => Promise<number>) => Promise<void>,
  ) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await work((asked, to) => ask(phone, agent, asked, to));
    agent.destroy();
  };
  return {
    /** Its own probe, the guide, the tap; every third goes on to a destination. */
    visit: (phone: KnownPhone, n: number) =>
      as(phone, async (say) => {
        await say({ path: '/generate_204', host: 'connectivitycheck.gstatic.com' });
        await say({ path: n % 5 ? '/' : '/?lang=en' });
        await say({ method: 'POST', path: '/accept' });
        if (n % 3) return;
        for (const path of ['/connected', '/guide/bluezone', '/go/tokhaiyte']) await say({ path });
      }),
    /** The tap again, while its session runs. */
    renew: (phone: KnownPhone) =>
      as(phone, async (say) => void (await say({ method: 'POST', path: '/accept' }))),
    /** What a program is tempted to note down or to complain of, with the phone's name in all of it. */
    misbehave: (phone: KnownPhone) =>
      as(phone, (say) => misbehave(phone, say, reportPort)).then(() => sendNonsense(phone, port)),
  };
}

async function misbehave(
  { mac, ip, userAgent }: KnownPhone,
  say: (asked: Asked, to?: number) => Promise<number>,
  reportPort: number,
) {
  const named = `${mac}-${ip}`;
  const headers = {
    Referer: `http://${named}.example/?mac=${mac}&ip=${ip}`,
    Cookie: `mac=${mac}; ip=${ip}`,
    'X-Forwarded-For': ip,
    Forwarded: `for=${ip};host=${mac}`,
    From: `${mac.replaceAll(':', '')}@example.vn`,
    'Accept-Language': `${mac},vi`,
    'User-Agent': `${userAgent} MAC/${mac} IP/${ip}`,
    Authorization: `Bearer cp_${mac.replaceAll(':', '').slice(0, 8)}_${ip}`,
  };
  const paths = [
    `/?mac=${mac}&ip=${ip}&lang=${mac}`,
    `/%zz${named}`,
    `/go/${mac}`,
    `/guide/${encodeURIComponent(userAgent)}`,
    `/${named}/../..`,
  ];
  for (const path of paths) await say({ path, headers });
  await say({ path: `/${named}`, host: `${ip}.example.${mac.replaceAll(':', '')}`, headers });
  await say({ method: 'POST', path: `/accept?mac=${mac}`, headers, body: `${mac}${ip}`.repeat(300) });
  await say({ method: 'PUT', path: `/connected`, headers, body: named });
  const district = [
    `/api/v1/counts?from=${mac}&by=${ip}`,
    `/api/v1/${named}`,
    `/print-kit/${named}`,
    `/healthz?${mac}`,
  ];
  for (const path of district) await say({ path, headers }, reportPort);
  await say(
    { method: 'PUT', path: '/api/v1/notices', headers, body: JSON.stringify({ mac, ip }) },
    reportPort,
  );
}

/** No HTTP, from the phone's own address. */
async function sendNonsense({ mac, ip, userAgent }: KnownPhone, port: number) {
  const socket = connect({ port, host: '127.0.0.1', localAddress: ip });
  socket.on('error', () => undefined).resume();
  socket.write(`${mac} ${ip}\r\nUser-Agent: ${userAgent}\r\n\r\n`);
  await once(socket, 'close');
}

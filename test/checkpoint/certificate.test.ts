import { unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createCertificateCare } from '../../src/checkpoint/flows/certificate-care.ts';
import { createCertificate } from '../../src/checkpoint/system/certificate.ts';
import { CAPPORT_TYPE } from '../../src/domain/capport.ts';
import { closeServer } from '../../src/platform/close-server.ts';
import { listenOn } from '../../src/platform/listen.ts';
import { type Certificate, DAY_MS, inDays, makeCertificate, makeChain } from '../certificates.ts';
import { createMemoryLog, createTestClock, temporaryFolder } from '../doubles.ts';
import { freePort } from '../free-port.ts';
import { ask, NAME, writeTls } from './tls.ts';

interface Files {
  readonly chain: readonly Certificate[];
  readonly key: Certificate;
  readonly root: Certificate;
}

const { root, middle, leaf } = makeChain(NAME);
const GOOD: Files = { chain: [leaf, middle], key: leaf, root };

test('a certificate of an authority, with its chain, name, key and time, turns the API on', async () => {
  const { care, log } = await scene(GOOD);
  expect([care.verdict(), care.apiState()]).toEqual([{ good: true }, 'on']);
  expect(log.lines).toEqual(['<6>the certificate is good: clients are told of the API']);
});

test('so does one that an authority has signed itself', async () => {
  const direct = makeCertificate({ subject: NAME, name: '*.example.vn', issuer: root });
  expect((await scene({ chain: [direct], key: direct, root })).care.apiState()).toBe('on');
});

describe('T12: phones refuse, and so the API is off, where', () => {
  const stranger = makeCertificate({ subject: 'Another root' });
  const own = makeCertificate({ subject: NAME, name: NAME });
  const ended = makeChain(NAME, { until: inDays(-1) });
  const ending = makeChain(NAME, { until: inDays(2) });
  const coming = makeChain(NAME, { from: inDays(1) });
  const other = makeChain('other.example.vn');
  test.each<[string, Files, string]>([
    ['the chain is served by halves', { ...GOOD, chain: [leaf] }, 'does not lead to an authority'],
    ['the authority is unknown', { ...GOOD, root: stranger }, 'does not lead to an authority'],
    [
      'the missing half is only known here',
      { ...GOOD, chain: [leaf], root: { ...root, pem: root.pem + middle.pem } },
      'does not lead to an authority',
    ],
    ['it is signed by itself', { chain: [own], key: own, root: own }, 'self-signed'],
    ['it is for another name', { ...other, chain: [other.leaf, other.middle], key: other.leaf }, 'not for'],
    ['the key is of another one', { ...GOOD, key: other.leaf }, 'the key is not'],
    ['it has ended', { ...ended, chain: [ended.leaf, ended.middle], key: ended.leaf }, 'has expired'],
    [
      'it ends soon',
      { ...ending, chain: [ending.leaf, ending.middle], key: ending.leaf },
      'within three days',
    ],
    [
      'it has not begun',
      { ...coming, chain: [coming.leaf, coming.middle], key: coming.leaf },
      'not valid yet',
    ],
    ['there is no certificate in the file', { ...GOOD, chain: [] }, 'cannot be read'],
    ['there is no key in the file', { ...GOOD, key: { ...leaf, keyPem: '' } }, 'cannot be read'],
  ])('%s', async (_, files, why) => {
    const { care, log } = await scene(files);
    const verdict = care.verdict();
    expect(care.apiState()).toBe('off');
    if (verdict.good) throw new Error('it is good');
    expect(verdict.why.en).toContain(why);
    for (const text of [verdict.why.vi, verdict.remedy.vi, verdict.remedy.en])
      expect(text.length).toBeGreaterThan(5);
    await care.job.run();
    expect(log.lines).toHaveLength(1);
  });

  test('a file is not there', async () => {
    const { care, folder } = await scene(GOOD);
    unlinkSync(join(folder, 'key.pem'));
    await care.job.run();
    expect(care.verdict()).toMatchObject({ good: false, why: { en: expect.stringContaining('ENOENT') } });
  });

  test('another program holds the port', async () => {
    const port = await freePort();
    const taken = createServer();
    await listenOn(taken, { host: '127.0.0.1', port }, createMemoryLog());
    onTestFinished(() => closeServer(taken));
    const { care } = await scene(GOOD, { port });
    expect(care.verdict()).toMatchObject({ good: false, why: { en: expect.stringContaining('EADDRINUSE') } });
  });

  test('the https side answers something else', async () => {
    const { care } = await scene(GOOD, { type: 'text/html' });
    expect(care.verdict()).toMatchObject({ why: { en: expect.stringContaining('does not answer') } });
  });
});

describe('while the portal runs', () => {
  test('the API waits for a time server, and comes on within a minute of it', async () => {
    const clock = createTestClock(new Date().toISOString());
    clock.setQuality('estimated');
    const { care, log } = await scene(GOOD, { clock });
    await care.job.run();
    expect(care.verdict()).toMatchObject({ why: { en: expect.stringContaining('no time server') } });
    clock.setQuality('ntp');
    await care.job.run();
    expect(care.apiState()).toBe('on');
    expect(log.lines).toHaveLength(2);
  });

  test('it is withdrawn three days before the end', async () => {
    const clock = createTestClock(new Date().toISOString());
    const { care } = await scene(GOOD, { clock });
    clock.pass(56.9 * DAY_MS);
    await care.job.run();
    expect(care.apiState()).toBe('on');
    clock.pass(0.2 * DAY_MS);
    await care.job.run();
    expect(care.verdict()).toMatchObject({ why: { en: expect.stringContaining('within three days') } });
  });

  test('renewed files are served without a restart, also over one that was bad', async () => {
    const { care, folder, port, turns } = await scene(GOOD);
    expect((await ask({ port, authority: root.pem })).status).toBe(200);
    const renewed = makeChain(NAME);
    writeTls(folder, { chain: [renewed.leaf], key: renewed.leaf, root: renewed.root });
    await care.job.run();
    expect(care.apiState()).toBe('off');
    writeTls(folder, { chain: [renewed.leaf, renewed.middle], key: renewed.leaf, root: renewed.root });
    await care.job.run();
    expect(turns).toEqual(['on', 'off', 'on']);
    expect((await ask({ port, authority: renewed.root.pem })).status).toBe(200);
    await expect(ask({ port, authority: root.pem })).rejects.toThrow('certificate');
  });

  test('a half-copied renewal turns it off and takes nothing from those who were told of it', async () => {
    const { care, folder, port } = await scene(GOOD);
    writeFileSync(join(folder, 'certificate.pem'), leaf.pem.slice(0, 200));
    await care.job.run();
    expect(care.apiState()).toBe('off');
    expect((await ask({ port, authority: root.pem })).status).toBe(200);
  });

  test('it is asked over the wire when the files are new, while they are bad, and once a day', async () => {
    const clock = createTestClock(new Date().toISOString());
    const { care, asked } = await scene(GOOD, { clock });
    await care.job.run();
    expect(asked()).toBe(1);
    clock.pass(DAY_MS);
    await care.job.run();
    await care.job.run();
    expect(asked()).toBe(2);
  });
});

/** The care of those files after its first round, with an https server that they are served by. */
async function scene(
  files: Files,
  { port, type = CAPPORT_TYPE, clock = createTestClock(new Date().toISOString()) } = {} as {
    port?: number;
    type?: string;
    clock?: ReturnType<typeof createTestClock>;
  },
) {
  const folder = temporaryFolder();
  writeTls(folder, files);
  const place = { host: '127.0.0.1', port: port ?? (await freePort()) };
  const paths = {
    certificate: join(folder, 'certificate.pem'),
    key: join(folder, 'key.pem'),
    authorities: join(folder, 'authorities.pem'),
  };
  let asked = 0;
  const turns: string[] = [];
  const server = createServer((_request, response) => {
    asked += 1;
    response.setHeader('Content-Type', type).end('{}');
  });
  onTestFinished(() => closeServer(server));
  const log = createMemoryLog();
  const care = createCertificateCare({
    certificate: createCertificate({ name: NAME, ...paths, port: place.port }, place.host),
    async serve({ certificate, key }) {
      server.setSecureContext({ cert: certificate, key });
      if (!server.listening) await listenOn(server, place, log);
    },
    clock,
    log,
    changed: () => turns.push(care.apiState()),
  });
  await care.job.run();
  return { care, log, folder, port: place.port, asked: () => asked, turns };
}

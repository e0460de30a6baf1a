import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeChain } from '../certificates.ts';
import { ROOT } from '../example.ts';
import { type Box, makeBox } from './box.ts';
import { makePackage, thisArchitecture } from './packages.ts';
import { makePublisher } from './publisher.ts';
import { CONFIG, NEW, OLD, stateOf, whole } from './swap.ts';

const CACHE = '/var/cache/checkpoint-portal';
const nameOf = (version: string) => `checkpoint-portal_${version}_${thisArchitecture()}.deb`;

/** An https server in the box: it hands out /hub, breaks off each answer after 20 KB, and writes down what it was asked for. */
const SERVER = `
const { createServer } = require('node:https');
const { readFileSync, appendFileSync, writeFileSync } = require('node:fs');
const keys = { cert: readFileSync('/tls/cert.pem'), key: readFileSync('/tls/key.pem') };
createServer(keys, (request, response) => {
  const name = request.url.split('/').at(-1);
  const from = Number(/bytes=(\\d+)/.exec(request.headers.range)?.[1] ?? 0);
  appendFileSync('/asked', name + ' ' + from + '\\n');
  const rest = readFileSync('/hub/' + name).subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { 'Content-Length': rest.length });
  if (rest.length <= 20000) response.end(rest);
  else response.write(rest.subarray(0, 20000), () => setImmediate(() => response.destroy()));
}).listen(443, '127.0.0.1', () => writeFileSync('/ready', ''));
`;

/** A box whose hub hands out these versions. */
function boxWithHub(publisher: ReturnType<typeof makePublisher>): Box {
  const chain = makeChain('hub.example.vn', {});
  const box = makeBox();
  box.write('/tls/cert.pem', chain.leaf.pem + chain.middle.pem);
  box.write('/tls/key.pem', chain.leaf.keyPem);
  box.write('/etc/checkpoint-portal/hub-ca.pem', chain.root.pem);
  box.write('/etc/hosts', '127.0.0.1 localhost hub.example.vn\n');
  box.write('/server.cjs', SERVER);
  box.write('/etc/checkpoint-portal/publisher.pub', `${publisher.publicKey}\n`);
  const config = readFileSync(`${ROOT}deploy/raspberry-pi/checkpoint.toml`, 'utf8');
  const update = `[update]\nurl = "https://hub.example.vn/chot"\nauthorities = "/etc/checkpoint-portal/hub-ca.pem"\n`;
  box.write(CONFIG, `${config}\n${update}`);
  box.write(`${CACHE}/${nameOf(OLD)}`, readFileSync(makePackage({ version: OLD })));
  const { status, output } = box.start(`dpkg -i ${CACHE}/${nameOf(OLD)}`);
  if (status !== 0) throw new Error(output);
  return box;
}

function put(box: Box, files: Readonly<Record<string, Buffer>>): void {
  for (const [name, bytes] of Object.entries(files)) box.write(`/hub/${name}`, bytes);
}

/** In a network of its own, where nobody else has port 443. */
function update(box: Box, words = '') {
  return box.start(`
    exec unshare --net sh -c '
      ip link set lo up
      rm -f /ready
      ${process.execPath} /server.cjs & server=$!
      until [ -e /ready ]; do sleep 0.02; done
      PACE=0.05 LOOK=1 SETTLE=1 ${process.execPath} ${ROOT}dist/main.js update --from-hub --lang en ${words}
      status=$?
      kill $server
      exit $status'`);
}

test('from the hub: it comes in pieces over a bad link, and no older list is believed after it', () => {
  const publisher = makePublisher();
  const box = boxWithHub(publisher);
  const older = publisher.publish([makePackage({ version: '1.0.5', files: 4000 })]);
  put(box, publisher.publish([makePackage({ version: NEW, files: 4000 })]));
  const { status, output } = update(box);
  expect(output).toContain(`updated ${OLD} → ${NEW}`);
  expect(output).toContain('fetched 50 %');
  expect(status).toBe(0);
  expect(stateOf(box)).toMatchObject({ installed: whole(NEW, 4000), last: 'good' });
  const pieces = (box.read('/asked') ?? '').split('\n').filter((line) => line.startsWith(nameOf(NEW)));
  const starts = pieces.map((line) => Number(line.split(' ')[1]));
  expect(starts.length).toBeGreaterThan(5);
  expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
  put(box, older);
  const replayed = update(box);
  expect(replayed.status).toBe(1);
  expect(replayed.output).toContain('the list is older than one that was seen before');
  expect(replayed.output).toContain('Remedy: ');
});

test('a package that was altered on the way is dropped, and an unsigned list is nothing', () => {
  const publisher = makePublisher();
  const box = boxWithHub(publisher);
  const files = publisher.publish([makePackage({ version: NEW })]);
  put(box, {
    ...files,
    [nameOf(NEW)]: Buffer.concat([files[nameOf(NEW)] ?? Buffer.alloc(0), Buffer.from('x')]),
  });
  expect(update(box).output).toContain('damaged, or was altered');
  expect(box.start(`ls ${CACHE}`).output).toBe(`${nameOf(OLD)}\n`);
  put(box, { 'SHA256SUMS.sig': Buffer.alloc(64) });
  expect(update(box).output).toContain("not the publisher's");
  expect(stateOf(box)).toMatchObject({ installed: whole(OLD), last: undefined });
});

import { readFileSync } from 'node:fs';
import { OUTSIDE } from '../../src/domain/outside.ts';
import { ROOT } from '../example.ts';
import { type Box, type Cut, makeBox } from './box.ts';
import { makePackage, type Recipe } from './packages.ts';

export const OLD = '1.0.0';
export const NEW = '1.1.0';
const HERE = '/var/lib/checkpoint-update';
const CACHE = '/var/cache/checkpoint-portal';
export const CONFIG = '/etc/checkpoint-portal/checkpoint.toml';
export const LEDGER = '/var/lib/checkpoint-portal/ledger.db';
export const NEWER = `${LEDGER}.newer-1`;

/** A box with the old version on it, on which an update to the new one is staged. */
export function stagedBox(fresh: Partial<Recipe> = {}, installed: Partial<Recipe> = {}): Box {
  const box = makeBox();
  box.write(`${CACHE}/old.deb`, readFileSync(makePackage({ version: OLD, ...installed })));
  box.write(`${CACHE}/new.deb`, readFileSync(makePackage({ version: NEW, ...fresh })));
  box.write(CONFIG, 'written = "before"\n');
  box.write(LEDGER, ledgerOf(3, 'counted before'));
  box.write(`${HERE}/swap.sh`, readFileSync(`${ROOT}deploy/update/swap.sh`));
  box.write(
    `${HERE}/plan`,
    [
      `FROM=${OLD} TO=${NEW}`,
      `OLD=${CACHE}/old.deb NEW=${CACHE}/new.deb`,
      `CONFIG=${CONFIG} LEDGER=${LEDGER} NEWER=${NEWER}`,
      `OUTSIDE='${OUTSIDE.join(' ')}'`,
      'PACE=0.05 LOOK=1 SETTLE=1 PATIENCE=5\n',
    ].join('\n'),
  );
  box.write(`${HERE}/journal`, 'staged\n');
  const { status, output } = box.start(`dpkg -i ${CACHE}/old.deb && rm -f /systemctl`);
  if (status !== 0) throw new Error(output);
  return box;
}

export function swap(box: Box, cut?: Cut) {
  return box.start(`exec sh ${HERE}/swap.sh`, cut);
}

/** Which of both is there, whole; what else the update said and left. */
export function stateOf(box: Box) {
  const looked = box.start(`
    dpkg-query -W -f '\${db:Status-Status} \${db:Status-Eflag} \${Version}\\n' checkpoint-portal
    cat /usr/lib/checkpoint-portal/version; echo
    ls /usr/lib/checkpoint-portal
    [ ! -d /usr/lib/checkpoint-portal/files ] || cat /usr/lib/checkpoint-portal/files/* | wc -c
    dpkg --verify checkpoint-portal
    dpkg --audit
    ls -A /var/lib/dpkg/updates`);
  return {
    installed: looked.output,
    journal: box.read(`${HERE}/journal`),
    last: lastOf(box),
    config: box.read(CONFIG),
  };
}

function lastOf(box: Box) {
  const text = box.read(`${HERE}/last.json`);
  if (text === undefined) return undefined;
  const { outcome, why } = JSON.parse(text) as { outcome: string; why: string };
  return why === '' ? outcome : `${outcome}: ${why}`;
}

/** What `stateOf` says of a version that is there, and nothing of another. */
export function whole(version: string, files = 0): string {
  const further = Array.from({ length: files }, (_, n) => `${version} ${n}`).join('').length;
  const [folder, bytes] = files > 0 ? ['files\n', `${further}\n`] : ['', ''];
  return `installed ok ${version}\n${version}\n${folder}only-in-${version}\nreport.json\nversion\n${bytes}`;
}

/** As much of a log beside it as the script looks at: one frame, with the first page in it. */
export function logOf(schema: number): Buffer {
  const head = Buffer.alloc(32 + 24);
  head.writeUInt32BE(512, 8);
  head.writeUInt32BE(1, 32);
  return Buffer.concat([head, ledgerOf(schema, ''), Buffer.alloc(412)]);
}

/** As much of a database as the script looks at. */
export function ledgerOf(schema: number, counted: string): Buffer {
  const head = Buffer.alloc(100);
  head.writeUInt32BE(schema, 60);
  return Buffer.concat([head, Buffer.from(counted)]);
}

// The publisher's key, for bundle.sh: new FILE | public FILE | fingerprint FILE | sign FILE LIST
import { readFileSync, writeFileSync } from 'node:fs';
import {
  fingerprintOf,
  makeKeys,
  publicKeyOf,
  readPrivateKey,
  signBytes,
} from '../../dist/platform/ed25519.js';

const [what, file, list] = process.argv.slice(2);
const say = (line) => void process.stdout.write(`${line}\n`);
const read = () => readPrivateKey(readFileSync(file));

switch (what) {
  case 'new': {
    const { privatePem, publicKey } = makeKeys();
    // A key that is written over could never sign again for the boxes that know it.
    writeFileSync(file, privatePem, { mode: 0o600, flag: 'wx' });
    say(`bundle: a new publisher's key is in ${file}: keep it secret, and keep a copy`);
    say(`bundle: its fingerprint: ${fingerprintOf(publicKey)}`);
    break;
  }
  case 'public':
    say(publicKeyOf(read()));
    break;
  case 'fingerprint':
    say(fingerprintOf(publicKeyOf(read())));
    break;
  case 'sign':
    // The 64 bytes as they are: OpenSSL reads no other form.
    writeFileSync(`${list}.sig`, signBytes(readFileSync(list), read()));
    break;
  default:
    throw new Error(`sign.mjs does not know ${what}`);
}

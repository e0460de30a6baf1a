import type { KeyObject } from 'node:crypto';
import * as v from 'valibot';
import { BUNDLE_BYTES_AT_MOST, BundleError, type NoticeBundle } from '../../../domain/notice-bundle.ts';
import { isSignedBy, signBytes } from '../../../platform/ed25519.ts';
import { PAYLOAD } from './notice-rules.ts';

const FORMAT = 'checkpoint-portal notices 1';
/** What is signed begins with this: no signature that the key ever made for something else is one for notices. */
const PREFIX = Buffer.from(`${FORMAT}\n`);

const ENVELOPE = v.strictObject({ format: v.literal(FORMAT), payload: v.string(), signature: v.string() });

/** What is wrong with a payload: dotted paths, as `notices.2.text.vi.title`. */
export class PayloadError extends Error {}

/** The file that a district hands out. @throws {PayloadError} */
export function packBundle(bundle: NoticeBundle, privateKey: KeyObject): Buffer {
  const payload = Buffer.from(JSON.stringify(payloadOf(bundle)));
  return spell(payload, signBytes(Buffer.concat([PREFIX, payload]), privateKey));
}

/**
 * The bundle in a file, once it is known to be the district's. A bundle has one spelling, byte for byte, so that two that are
 * the same can be told by their bytes. @throws {BundleError}
 */
export function openBundle(bytes: Buffer, publicKey: KeyObject | undefined): NoticeBundle {
  if (!publicKey) throw new BundleError('bundle-no-key');
  if (bytes.length > BUNDLE_BYTES_AT_MOST) throw new BundleError('bundle-too-large');
  const envelope = v.safeParse(ENVELOPE, parseJson(bytes));
  if (!envelope.success) throw new BundleError('bundle-format');
  const payload = Buffer.from(envelope.output.payload, 'base64');
  const signature = Buffer.from(envelope.output.signature, 'base64');
  if (!spell(payload, signature).equals(bytes)) throw new BundleError('bundle-format');
  if (!isSignedBy(publicKey, Buffer.concat([PREFIX, payload]), signature))
    throw new BundleError('bundle-signature');
  try {
    return payloadOf(parseJson(payload));
  } catch (error) {
    throw new BundleError('bundle-content', error instanceof PayloadError ? error.message : '');
  }
}

function spell(payload: Buffer, signature: Buffer): Buffer {
  const [first, second] = [payload.toString('base64'), signature.toString('base64')];
  return Buffer.from(JSON.stringify({ format: FORMAT, payload: first, signature: second }));
}

function payloadOf(value: unknown): NoticeBundle {
  const result = v.safeParse(PAYLOAD, value);
  if (result.success) return result.output;
  const paths = result.issues.map(({ path = [] }) => path.map(({ key }) => String(key)).join('.'));
  throw new PayloadError([...new Set(paths)].slice(0, 3).join(', ').slice(0, 200));
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

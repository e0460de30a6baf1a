import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/**
 * Certificates of this test's own, by hand: OpenSSL's command is not everywhere, and its older ones cannot make a certificate
 * that has ended. Just enough of X.509 (RFC 5280) for any TLS client to believe them.
 */
export interface Certificate {
  readonly pem: string;
  /** PKCS #8. */
  readonly keyPem: string;
  readonly subject: string;
  readonly key: KeyObject;
}

export interface Order {
  readonly subject: string;
  /** Whom it is signed by; nobody: by itself. */
  readonly issuer?: Certificate;
  /** The DNS name that it is for; none: it is an authority. */
  readonly name?: string;
  readonly from?: Date;
  readonly until?: Date;
}

const ECDSA_WITH_SHA256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

export const DAY_MS = 24 * 3_600_000;

/** The moment so many days from now. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}

export function makeCertificate(order: Order): Certificate {
  const { subject, issuer, name, from = new Date('2020-01-01T00:00:00Z'), until = inDays(60) } = order;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const body = sequence(
    der(0xa0, Buffer.from([0x02, 0x01, 0x02])),
    der(0x02, Buffer.from([...Buffer.from(`${subject}${until.getTime()}`)].slice(0, 19))),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.subject ?? subject),
    sequence(time(from), time(until)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...(name === undefined ? authorityExtensions() : serverExtensions(name)))),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  const whole = sequence(body, ECDSA_WITH_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    pem: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    subject,
    key: privateKey,
  };
}

/** A root, an intermediate under it, and the certificate of `name` under that: what a public authority hands out. */
export function makeChain(name: string, leaf: Partial<Order> = {}) {
  const root = makeCertificate({ subject: 'Test root', until: inDays(3650) });
  const middle = makeCertificate({ subject: 'Test intermediate', issuer: root, until: inDays(3650) });
  return { root, middle, leaf: makeCertificate({ subject: name, name, issuer: middle, ...leaf }) };
}

function authorityExtensions(): Buffer[] {
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])));
  // keyCertSign and cRLSign
  return [extension(0x13, isAuthority), extension(0x0f, der(0x03, Buffer.from([0x01, 0x06])))];
}

function serverExtensions(name: string): Buffer[] {
  const serverAuth = der(0x06, Buffer.from('2b06010505070301', 'hex'));
  return [extension(0x11, sequence(der(0x82, Buffer.from(name)))), extension(0x25, sequence(serverAuth))];
}

/** `id-ce` and the number behind it; every one is critical. */
function extension(id: number, value: Buffer): Buffer {
  return sequence(der(0x06, Buffer.from([0x55, 0x1d, id])), der(0x01, Buffer.from([0xff])), der(0x04, value));
}

function distinguishedName(commonName: string): Buffer {
  const type = der(0x06, Buffer.from([0x55, 0x04, 0x03]));
  return sequence(der(0x31, sequence(type, der(0x0c, Buffer.from(commonName)))));
}

/** UTCTime: its two-digit years reach to 2049. */
function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`));
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

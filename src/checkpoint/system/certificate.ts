import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { CertificateFacts } from '../../domain/certificate.ts';
import type { Tls } from '../../domain/checkpoint.ts';
import type { Certificate, CertificateFiles } from '../ports.ts';
import { askOwnApi } from './own-api.ts';

/** The certificate of `[tls]`, on disk and as the portal listening on `host` serves it. */
export function createCertificate(tls: Tls, host: string): Certificate {
  return {
    async read() {
      const [certificate, key, authorities] = await Promise.all([
        readFile(tls.certificate, 'utf8'),
        readFile(tls.key, 'utf8'),
        tls.authorities === undefined ? '' : readFile(tls.authorities, 'utf8'),
      ]);
      return { certificate, key, authorities, ...factsOf({ certificate, key }, tls.name) };
    },
    ask: ({ authorities }) => askOwnApi({ ...tls, host }, rootsIn(authorities)),
  };
}

/** Throws where the files hold no certificate or no key. */
export function factsOf(
  { certificate, key }: Pick<CertificateFiles, 'certificate' | 'key'>,
  name: string,
): CertificateFacts {
  const chain = certificatesIn(certificate);
  const [leaf] = chain;
  if (!leaf) throw new Error('no CERTIFICATE in it');
  return {
    fitsName: leaf.checkHost(name, { subject: 'never' }) !== undefined,
    fitsKey: leaf.checkPrivateKey(createPrivateKey(key)),
    selfSigned: isRoot(leaf),
    fromEpochMs: Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom))),
    untilEpochMs: Math.min(...chain.map(({ validTo }) => Date.parse(validTo))),
  };
}

/** An intermediate among the authorities would hide here that phones, which have none, are not sent it. */
function rootsIn(pem: string): readonly string[] {
  return certificatesIn(pem)
    .filter(isRoot)
    .map((authority) => authority.toString());
}

function isRoot(certificate: X509Certificate): boolean {
  return certificate.checkIssued(certificate);
}

function certificatesIn(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

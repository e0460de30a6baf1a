import type { RequestHandler } from 'express';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import { enrollmentLine } from '../../domain/enrollment.ts';
import { fingerprintOf } from '../../platform/ed25519.ts';
import type { CheckpointKey } from '../ports.ts';

/** By what a district knows a checkpoint from now on. */
export interface EnrollmentAnswer extends Pick<Checkpoint, 'id' | 'name'> {
  /** In base64. */
  readonly publicKey: string;
  /** Of the public key, for two people on the telephone. */
  readonly fingerprint: string;
  /** Where the report API listens. */
  readonly report: { readonly host: string; readonly port: number };
  /** What the QR code holds. */
  readonly line: string;
  /** `ok`, or why this key may not last. */
  readonly key: string;
}

/** A key that may not be on the disk yet is not told: a power cut could take back what the district has written down. */
export function sendEnrollment({
  checkpoint: { id, name, reporting },
  key,
}: {
  readonly checkpoint: Checkpoint;
  readonly key: CheckpointKey;
}): RequestHandler {
  return async (_request, response) => {
    await key.settled;
    const { publicKey } = key;
    const answer: EnrollmentAnswer = {
      id,
      name,
      publicKey,
      fingerprint: fingerprintOf(publicKey),
      report: { host: reporting.host, port: reporting.port },
      line: enrollmentLine(id, publicKey),
      key: key.fault() ?? 'ok',
    };
    response.json(answer);
  };
}

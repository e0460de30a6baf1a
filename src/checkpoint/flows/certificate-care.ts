import { badCertificate, faultOfFacts, type Verdict } from '../../domain/certificate.ts';
import type { NetworkState } from '../../domain/gate.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Job } from '../../platform/jobs.ts';
import { type Log, reasonOf } from '../../platform/log.ts';
import type { Certificate, CertificateFiles } from '../ports.ts';

/** Whether clients are told of the RFC 8908 API. */
export interface CertificateCare {
  readonly job: Job;
  verdict(): Verdict;
  apiState(): NetworkState['api'];
}

export interface CareParts {
  readonly certificate: Certificate;
  /** Lets the portal's https side go on with these files. */
  readonly serve: (files: CertificateFiles) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when the verdict turns. */
  readonly changed: () => void;
}

const DAY_MS = 24 * 3_600_000;

/**
 * Looks at the files each minute, as they are renewed under us and the clock may be set at any time: that costs little. A real
 * TLS connection, for which all public authorities are read, is made when the files are new, while they are bad, and once a day.
 */
export function createCertificateCare(parts: CareParts): CertificateCare {
  const { certificate, clock, log } = parts;
  let verdict = badCertificate('pending');
  let asked: { readonly files: CertificateFiles; readonly atMs: number } | undefined;

  const judge = async (files: CertificateFiles): Promise<Verdict> => {
    const isKnown = verdict.good && asked !== undefined && isSame(files, asked.files);
    const fault = faultOfFacts(files, { epochMs: clock.epochMs(), isSet: clock.quality() === 'ntp' });
    if (fault === 'key') return badCertificate(fault);
    // A bad one too: whoever was told of the API while it was good may still come.
    if (!isKnown) await parts.serve(files);
    if (fault) return badCertificate(fault);
    const nowMs = clock.monotonicMs();
    if (isKnown && asked && nowMs - asked.atMs < DAY_MS) return verdict;
    asked = { files, atMs: nowMs };
    return certificate.ask(files);
  };

  const run = async () => {
    const before = verdict;
    verdict = await certificate.read().then(
      (files) => judge(files).catch((error) => badCertificate('mute', reasonOf(error))),
      (error) => badCertificate('files', reasonOf(error)),
    );
    tell(log, before, verdict);
    if (verdict.good !== before.good) parts.changed();
  };
  return {
    job: { name: 'judging the certificate', everyMs: 60_000, run },
    verdict: () => verdict,
    apiState: () => (verdict.good ? 'on' : 'off'),
  };
}

function tell(log: Log, before: Verdict, now: Verdict): void {
  if (now.good) {
    if (!before.good) log.info('the certificate is good: clients are told of the API');
  } else if (before.good || before.why.en !== now.why.en) {
    log.warn(`clients are not told of the API: ${now.why.en}; ${now.remedy.en}`);
  }
}

function isSame(a: CertificateFiles, b: CertificateFiles): boolean {
  return a.certificate === b.certificate && a.key === b.key && a.authorities === b.authorities;
}

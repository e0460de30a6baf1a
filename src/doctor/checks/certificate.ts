import { CERTIFICATE_FAULTS, type FaultKind, kindOfFault } from '../../domain/certificate.ts';
import type { Check } from '../check.ts';
import { type Fault, type Faults, found } from '../fault.ts';
import { statusOf } from '../status.ts';
import { green } from '../words.ts';

const MEANING = {
  vi: 'điện thoại không được báo API (RFC 8910); trang vẫn tự hiện như thường',
  en: 'phones are not told of the API (RFC 8910); the guide still comes up by itself',
};

const KINDS = Object.keys(CERTIFICATE_FAULTS) as FaultKind[];

/** In the words in which the log and `status` say it. */
const FAULTS: Faults & Readonly<Record<FaultKind, Fault>> = Object.fromEntries(
  KINDS.map((kind) => {
    const { why, remedy } = CERTIFICATE_FAULTS[kind];
    return [kind, { level: 'yellow', what: why, meaning: MEANING, remedy } satisfies Fault];
  }),
) as Record<FaultKind, Fault>;

/** The certificate of the portal's public name, where there is one. */
export const certificate: Check = {
  id: 'certificate',
  name: { vi: 'Chứng chỉ https', en: 'Certificate' },
  faults: FAULTS,
  async look(box) {
    const verdict = (await statusOf(box))?.certificate;
    if (!verdict) return [];
    if (verdict.good) return [green({ vi: 'điện thoại tin được', en: 'phones believe it' })];
    const kind = kindOfFault(verdict.why);
    // It is looked at once a minute.
    if (kind === 'pending') return [green(FAULTS.pending.what)];
    // What is wrong in the portal's words; what to do never, as the portal may have been taken over.
    return [{ ...found(FAULTS, kind ?? 'files'), what: verdict.why }];
  },
};

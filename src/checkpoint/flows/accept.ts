import type { Family } from '../../domain/family.ts';
import { GateError } from '../../domain/gate.ts';
import type { Language } from '../../domain/language.ts';
import type { Mac } from '../../domain/mac.ts';
import { AllowanceUsedError } from '../../domain/session.ts';
import type { Tally } from '../../domain/tally.ts';
import type { Log } from '../../platform/log.ts';
import { createWatch } from '../../platform/watch.ts';
import type { Gate, Ledger } from '../ports.ts';
import type { Allowance } from './allowance.ts';
import { type SelfTests, TEST_GRANT_SECONDS } from './self-tests.ts';
import type { Sessions } from './sessions.ts';

export interface Acceptance {
  readonly mac: Mac;
  readonly language: Language;
  readonly family: Family;
}

export interface AcceptParts {
  readonly gate: Gate;
  readonly sessions: Sessions;
  readonly selfTests: Pick<SelfTests, 'covers'>;
  readonly ledger: Ledger;
  /** How long a tap lasts. */
  readonly seconds: number;
  readonly allowance: Allowance;
  /** Resolves when the sessions from before this program's start are known: without them a renewal would count as new. */
  readonly restore: () => Promise<void>;
  readonly log: Log;
}

/**
 * The tap: the door opens and the kernel confirms it, then the tally is safe from any crash of ours, then the traveler is
 * told. What kind of grant it was is decided after the gate's answer and in one step, so that two taps at the same moment
 * are one session and one renewal.
 * @throws {GateError} the door did not open; counted as refused.
 * @throws {AllowanceUsedError} the client has been online long enough; counted as refused.
 */
export function createAccept({ gate, sessions, ledger, allowance, restore, log, ...parts }: AcceptParts) {
  const opening = createWatch(log, { failing: 'the gate does not open', working: 'the gate opens again' });
  return async ({ mac, language, family }: Acceptance): Promise<void> => {
    if (parts.selfTests.covers(mac)) return gate.grant(mac, TEST_GRANT_SECONDS);
    let seconds = 0;
    try {
      seconds = allowance.take(mac, parts.seconds);
      // Where it fails, a renewal counts as a session: a traveler gets through all the same.
      await restore().catch(() => undefined);
      await gate.grant(mac, seconds);
      opening.worked();
    } catch (error) {
      const reason = reasonFor(error);
      if (reason !== 'allowance') opening.failed(error);
      await ledger.record([{ metric: 'refused', parts: { reason } }]);
      throw error;
    }
    allowance.begin(mac, seconds);
    const kind = sessions.begin(mac, seconds);
    const tally: Tally =
      kind === 'session'
        ? { metric: 'session', parts: { language, family } }
        : { metric: 'renewed', parts: {} };
    await ledger.record([tally]);
  };
}

/** As `refused` is split in the figures. */
function reasonFor(error: unknown): string {
  if (error instanceof AllowanceUsedError) return 'allowance';
  return error instanceof GateError ? error.code : 'fault';
}

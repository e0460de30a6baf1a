import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../../platform/clock.ts';
import type { Tokens } from '../../../ports.ts';

const LOGIN_MS = 12 * 3_600_000;
/** Only who holds a token can open one; where a program opens thousands, the oldest end. */
const LOGINS_AT_MOST = 100;

/**
 * Who is logged in on the page: a random key for the browser's cookie, and here, in memory only, which token it was opened with. The
 * token itself is kept nowhere; one that is revoked ends its logins at once, and a restart ends all.
 */
export interface Logins {
  /** The key of a new login, or undefined where the token opens nothing. */
  open(token: string): string | undefined;
  isOpen(key: string): boolean;
  close(key: string): void;
}

export function createLogins({
  tokens,
  clock,
}: {
  tokens: Pick<Tokens, 'idOf' | 'has'>;
  clock: Clock;
}): Logins {
  const logins = new Map<string, { readonly tokenId: string; readonly endsMs: number }>();
  return {
    open(token) {
      const tokenId = tokens.idOf(token);
      if (tokenId === undefined) return undefined;
      const [oldest] = logins.keys();
      if (oldest !== undefined && logins.size >= LOGINS_AT_MOST) logins.delete(oldest);
      const key = randomBytes(32).toString('base64url');
      logins.set(key, { tokenId, endsMs: clock.monotonicMs() + LOGIN_MS });
      return key;
    },
    isOpen(key) {
      const login = logins.get(key);
      if (!login) return false;
      if (clock.monotonicMs() < login.endsMs && tokens.has(login.tokenId)) return true;
      logins.delete(key);
      return false;
    },
    close: (key) => void logins.delete(key),
  };
}

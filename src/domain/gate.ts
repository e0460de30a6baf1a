import { type Mac, parseMac } from './mac.ts';

/**
 * The words between portal and gate: one JSON object a line, answered by one JSON object a line with the same `id`.
 * There are no others, so whoever takes over the portal can open and shut the door for a client, and nothing else.
 */
export type GateRequest =
  | { readonly id: number; readonly verb: 'grant'; readonly mac: Mac; readonly seconds: number }
  | { readonly id: number; readonly verb: 'revoke'; readonly mac: Mac }
  | { readonly id: number; readonly verb: 'list' | 'health' };

export type GateAnswer =
  | { readonly id: number; readonly ok: true; readonly grants?: readonly Grant[] }
  | { readonly id: number; readonly ok: false; readonly code: GateCode; readonly message: string };

/** A client that the kernel lets through, and for how many seconds more. */
export interface Grant {
  readonly mac: Mac;
  readonly seconds: number;
}

/** `full`: no room for another client. `kernel`: it refused, or our table is gone. `request`: not one of the words above. */
export type GateCode = 'full' | 'kernel' | 'request' | 'unreachable';

/** Why the door did not open. `unreachable` is the portal's own finding: the gate does not answer. */
export class GateError extends Error {
  readonly code: GateCode;

  constructor(code: GateCode, message: string) {
    super(message);
    this.name = 'GateError';
    this.code = code;
  }
}

/** A day and a half: longer than any session, and far below where the kernel's milliseconds overflow. */
export const GRANT_SECONDS_AT_MOST = 129_600;
/** The longest request is some 90 bytes. */
export const REQUEST_CHARACTERS_AT_MOST = 256;

/** The request on a line, or what is wrong with it. Every field is looked at, and an unknown one is refused. */
export function parseGateRequest(line: string): GateRequest | GateError {
  const fields = parseObject(line);
  if (!fields) return new GateError('request', 'not a JSON object');
  const { id, verb, mac: macText, seconds, ...rest } = fields;
  if (!isWhole(id, 0, Number.MAX_SAFE_INTEGER)) return new GateError('request', 'id: a whole number');
  if (Object.keys(rest).length > 0) return new GateError('request', `unknown field ${Object.keys(rest)[0]}`);
  if (verb === 'list' || verb === 'health') return { id, verb };
  const mac = parseMac(macText);
  if (!mac) return new GateError('request', 'mac: six octets with colons');
  if (verb === 'revoke') return { id, verb, mac };
  if (verb !== 'grant') return new GateError('request', 'verb: grant, revoke, list or health');
  if (!isWhole(seconds, 1, GRANT_SECONDS_AT_MOST)) {
    return new GateError('request', `seconds: 1 to ${GRANT_SECONDS_AT_MOST}`);
  }
  return { id, verb, mac, seconds };
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

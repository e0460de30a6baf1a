import { type Mac, parseMac } from './mac.ts';

/**
 * The words between portal and gate: one JSON object a line, answered by one JSON object a line with the same `id`.
 * There are no others, so whoever takes over the portal can open and shut the door for a client, and nothing else.
 */
export type GateRequest =
  | { readonly id: number; readonly verb: 'grant'; readonly mac: Mac; readonly seconds: number }
  | { readonly id: number; readonly verb: 'revoke'; readonly mac: Mac }
  | ({ readonly id: number; readonly verb: 'declare' } & NetworkState)
  | { readonly id: number; readonly verb: 'list' | 'health' };

/** What the portal knows and the network must follow. */
export interface NetworkState {
  /** `down`: captive clients' DNS is answered on the box itself, so that the guide still comes up. */
  readonly uplink: 'up' | 'down';
  /** `on`: DHCP tells clients the address of the RFC 8908 API; only while its certificate is good. */
  readonly api: 'on' | 'off';
}

export type GateAnswer =
  | {
      readonly id: number;
      readonly ok: true;
      readonly grants?: readonly Grant[];
      readonly upkeep?: readonly UpkeepReport[];
    }
  | { readonly id: number; readonly ok: false; readonly code: GateCode; readonly message: string };

/** A client that the kernel lets through, and for how many seconds more. */
export interface Grant {
  readonly mac: Mac;
  readonly seconds: number;
}

/** One thing that the gate keeps whole: how often it had to, and why it cannot now. */
export interface UpkeepReport {
  readonly name: string;
  readonly mended: number;
  readonly fault?: string;
  /** How it is done here, as `cake`. */
  readonly state?: string;
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

export type GateRefusal = Extract<GateAnswer, { ok: false }>;

/** The request on a line, or the answer that says what is wrong with it. Every field is looked at, an unknown one refused. */
export function parseGateRequest(line: string): GateRequest | GateRefusal {
  const { id, verb, ...fields } = parseObject(line) ?? {};
  if (!isWhole(id, 0, Number.MAX_SAFE_INTEGER)) return refusal(-1, 'id: a whole number');
  const known = Object.hasOwn(FIELDS, String(verb)) ? FIELDS[verb as Verb] : undefined;
  if (!known) return refusal(id, `verb: ${Object.keys(FIELDS).join(', ')}`);
  if (Object.keys(fields).some((field) => !known.includes(field))) return refusal(id, 'an unknown field');
  if (verb === 'declare') return parseDeclare(id, fields);
  if (verb === 'list' || verb === 'health') return { id, verb };
  const mac = parseMac(fields.mac);
  if (!mac) return refusal(id, 'mac: six octets with colons');
  if (verb === 'revoke') return { id, verb, mac };
  const { seconds } = fields;
  if (!isWhole(seconds, 1, GRANT_SECONDS_AT_MOST))
    return refusal(id, `seconds: 1 to ${GRANT_SECONDS_AT_MOST}`);
  return { id, verb: 'grant', mac, seconds };
}

type Verb = GateRequest['verb'];

/** The fields of each verb, beside `id` and `verb`. */
const FIELDS: Readonly<Record<Verb, readonly string[]>> = {
  grant: ['mac', 'seconds'],
  revoke: ['mac'],
  declare: ['uplink', 'api'],
  list: [],
  health: [],
};

function parseDeclare(id: number, { uplink, api }: Record<string, unknown>): GateRequest | GateRefusal {
  if (uplink !== 'up' && uplink !== 'down') return refusal(id, 'uplink: up or down');
  if (api !== 'on' && api !== 'off') return refusal(id, 'api: on or off');
  return { id, verb: 'declare', uplink, api };
}

const CODES: readonly unknown[] = ['full', 'kernel', 'request', 'unreachable'] satisfies GateCode[];

/** The answer on a line, or undefined where a line is none. */
export function parseGateAnswer(line: string): GateAnswer | undefined {
  const { id, ok, code, message, grants, upkeep } = parseObject(line) ?? {};
  if (!isWhole(id, -1, Number.MAX_SAFE_INTEGER)) return undefined;
  if (ok === false && CODES.includes(code) && typeof message === 'string') {
    return { id, ok, code: code as GateCode, message };
  }
  if (ok !== true) return undefined;
  if (!isListOrNothing(grants) || !isListOrNothing(upkeep)) return undefined;
  return {
    id,
    ok,
    ...(grants && { grants: grants.flatMap((grant) => parseGrant(grant) ?? []) }),
    ...(upkeep && { upkeep: upkeep.flatMap((report) => parseReport(report) ?? []) }),
  };
}

function isListOrNothing(value: unknown): value is Record<string, unknown>[] | undefined {
  return value === undefined || Array.isArray(value);
}

function parseGrant(value: { mac?: unknown; seconds?: unknown } | null): Grant | undefined {
  const mac = parseMac(value?.mac);
  const seconds = value?.seconds;
  return mac && typeof seconds === 'number' ? { mac, seconds } : undefined;
}

function parseReport(value: Record<string, unknown>): UpkeepReport | undefined {
  const { name, mended, fault, state } = value ?? {};
  if (typeof name !== 'string' || typeof mended !== 'number') return undefined;
  return {
    name,
    mended,
    ...(typeof fault === 'string' && { fault }),
    ...(typeof state === 'string' && { state }),
  };
}

function refusal(id: number, message: string): GateRefusal {
  return { id, ok: false, code: 'request', message };
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

/** What the report API can say is wrong: status, what happened, and what to do about it. */
const API_FAULTS = {
  'no-token': [
    401,
    'a token is needed',
    'send the header "Authorization: Bearer TOKEN"; the technician makes one with: checkpoint-portal token create NAME',
  ],
  'wrong-token': [
    401,
    'this token is unknown or was revoked',
    'ask the technician for a new one: checkpoint-portal token create NAME',
  ],
  'not-found': [
    404,
    'there is nothing at this address',
    'figures are at /api/v1/counts?from=2021-02-01&to=2021-02-07&by=day',
  ],
  'method-not-allowed': [405, 'this address is only read', 'use GET'],
  'format-unknown': [406, 'this format is not made here', 'use format=json or format=csv'],
  'period-date': [400, 'from and to are no dates', 'write them as 2021-02-28'],
  'period-order': [400, 'to lies before from', 'swap them'],
  'period-granularity': [400, 'by is neither hour nor day', 'use by=day or by=hour'],
  'period-too-long': [
    400,
    'this is too long for one answer',
    'ask for at most 400 days by day, or 31 days by hour',
  ],
  'name-missing': [400, 'a token needs a name', 'say whose it is, 60 characters at most'],
  'bad-request': [400, 'this request cannot be read', 'compare it with the examples in the README'],
  internal: [
    500,
    'the checkpoint failed to answer',
    'try again in a minute; checkpoint-portal status says more',
  ],
} as const satisfies Readonly<Record<string, readonly [number, string, string]>>;

export type ApiCode = keyof typeof API_FAULTS;

/** A fault that a program of the district is told: `{ "error": { "code", "message", "hint" } }`. */
export class ApiError extends Error {
  readonly code: ApiCode;
  readonly status: number;
  readonly hint: string;

  constructor(code: ApiCode) {
    const [status, message, hint] = API_FAULTS[code];
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.hint = hint;
  }

  toJSON() {
    return { error: { code: this.code, message: this.message, hint: this.hint } };
  }
}

/** What to tell a reader of any error: ours, body-parser's and Express's (which carry a status), or a defect. */
export function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const status = (error as { status?: unknown } | undefined)?.status;
  return new ApiError(typeof status === 'number' && status < 500 ? 'bad-request' : 'internal');
}

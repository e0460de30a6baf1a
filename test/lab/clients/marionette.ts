import type { Wire } from './wire.ts';

/** A new profile's first session takes seconds. */
const PATIENCE_MS = 20_000;

/** One call of Firefox's remote control; rejects with what Firefox complains of. */
export type Call = (name: string, parameters: object) => Promise<{ value?: unknown }>;

/**
 * Marionette's protocol, one call at a time: frames are `LENGTH:JSON`, a greeting comes first, a call is `[0, id, name,
 * parameters]` and its answer `[1, id, error, result]`. Lengths count bytes.
 */
export async function openMarionette(wire: Wire): Promise<Call> {
  let id = 0;
  await receiveFrame(wire);
  return async (name, parameters) => {
    id += 1;
    const call = JSON.stringify([0, id, name, parameters]);
    wire.send(`${Buffer.byteLength(call)}:${call}`);
    const [, , error, result] = (await receiveFrame(wire)) as [number, number, unknown, { value?: unknown }];
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return result;
  };
}

async function receiveFrame(wire: Wire): Promise<unknown> {
  const received = await wire.receive((text) => {
    const [, length, body] = /^(\d+):(.*)$/s.exec(text) ?? [];
    return length !== undefined && Buffer.byteLength(body ?? '') >= Number(length);
  }, PATIENCE_MS);
  return JSON.parse(received.slice(received.indexOf(':') + 1));
}

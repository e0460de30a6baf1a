import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { createKit } from '../../src/print/kit.ts';
import { catalog, exampleCheckpoint, ROOT } from '../example.ts';

export function kitOf(checkpoint: Checkpoint) {
  return createKit({ root: ROOT, checkpoint, ...catalog });
}

/** A file of the kit; fails where the kit has none of this name. */
export async function printed(checkpoint: Checkpoint, name: string) {
  const file = await (await kitOf(checkpoint)).print(name);
  if (!file) throw new Error(`no ${name}`);
  return file;
}

/** The example with a code of its own and an SSID that has all that must be escaped. */
export function placeWithCode(): Checkpoint {
  const checkpoint = exampleCheckpoint();
  return {
    ...checkpoint,
    locationQr: 'https://qr.tokhaiyte.vn/?id=0000',
    access: { ...checkpoint.access, ssid: String.raw`Chốt "1"; A, B: \ế` },
  };
}

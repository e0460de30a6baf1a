import { runCommand } from '../../src/platform/run-command.ts';
import { FULL_CHECKPOINT, type Picture } from './gallery.ts';

/** The texts of all QR codes in a picture, by a decoder that is not ours. */
export async function decode(
  png: Buffer,
  scratch: { write(bytes: Buffer): Promise<string> },
): Promise<string[]> {
  const file = await scratch.write(png);
  // Status 4 where there is no code at all.
  const text = await runCommand('sh', ['-c', 'zbarimg --quiet --raw "$0" || [ $? = 4 ]', file], {
    timeoutMs: 20_000,
  });
  return text.split('\n').filter(Boolean).sort();
}

/** What a page's codes must say. */
export function codesOf({ template, subject }: Picture): string[] {
  const { destinations, locationQr } = FULL_CHECKPOINT;
  const here = locationQr === undefined ? [] : [locationQr];
  const stops = destinations.filter(({ kind }) => kind !== 'material').slice(0, 2);
  const companions = stops.map(({ url }) => url);
  const own = destinations.find(({ id }) => id === subject);
  const inStores = Object.values(own?.stores ?? {});
  const codes = {
    guide: [...here, ...companions],
    connected: [...here, ...companions],
    error: companions,
    'check-in': here,
    notices: [],
    destination: inStores.length > 0 ? inStores : [own?.url ?? ''],
  }[template];
  return codes.sort();
}

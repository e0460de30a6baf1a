import type { Checkpoint } from '../../../domain/checkpoint.ts';

/** QR codes as SVG, by the text in them. */
export type Codes = ReadonlyMap<string, string>;

/** Every text that any page shows as a QR code. */
function textsOf({ destinations, locationQr }: Checkpoint): readonly string[] {
  const addresses = destinations.flatMap(({ url, stores }) => [url, ...Object.values(stores)]);
  return [...new Set(locationQr === undefined ? addresses : [...addresses, locationQr])];
}

/** The package is loaded when the first page is made: 29 ms and 7 MB that the start need not wait for. */
export async function drawCodes(checkpoint: Checkpoint): Promise<Codes> {
  const { default: qrcode } = await import('qrcode');
  const draw = async (text: string) =>
    [text, await qrcode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 })] as const;
  return new Map(await Promise.all(textsOf(checkpoint).map(draw)));
}

/** A client's link-layer address in one spelling: lower case, colons. It lives in memory and in the kernel's tables only. */
export type Mac = string & { readonly mac: unique symbol };

const MAC = /^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$/;
const NOBODY = '00:00:00:00:00:00';

/** The address that `text` spells with colons, or undefined. Group addresses and the null address belong to no phone. */
export function parseMac(text: unknown): Mac | undefined {
  if (typeof text !== 'string') return undefined;
  const mac = text.toLowerCase();
  if (!MAC.test(mac) || mac === NOBODY) return undefined;
  const firstOctet = Number.parseInt(mac.slice(0, 2), 16);
  return firstOctet & 1 ? undefined : (mac as Mac);
}

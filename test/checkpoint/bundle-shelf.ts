import type { BundleSource } from '../../src/checkpoint/ports.ts';

/** The district's address, without a network. */
export function createBundleShelf() {
  let content: Buffer | 'nothing' | 'silence' = 'nothing';
  let version = 0;
  let fetches = 0;
  let loads = 0;
  const source: BundleSource = {
    async fetch(tag) {
      fetches += 1;
      if (typeof content === 'string') throw new Error(content);
      if (content.length > 256 * 1024) throw new Error('it sends more than 256 KB');
      if (tag === String(version)) return 'unchanged';
      loads += 1;
      return { bytes: content, tag: String(version) };
    },
  };
  return {
    source,
    fetches: () => fetches,
    /** How often the whole of it was sent. */
    loads: () => loads,
    put(bytes: Buffer | 'nothing' | 'silence'): void {
      content = bytes;
      version += 1;
    },
  };
}

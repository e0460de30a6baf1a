/** Files by their place under the root, without its slash; undefined: there is none. */
export type Files = Readonly<Record<string, string | undefined>>;

export interface Change {
  readonly file: string;
  readonly kind: 'new' | 'changed' | 'gone';
}

/**
 * What must happen so that `wanted` is there, in its order: what it does not share with each of `states`. They are two where
 * the programs may run by one and the disk may hold another, as after a change that was cut off.
 */
export function changesBetween(states: readonly Files[], wanted: Files): readonly Change[] {
  return Object.entries(wanted).flatMap(([file, text]): Change[] => {
    if (states.every((state) => state[file] === text)) return [];
    if (text === undefined) return [{ file, kind: 'gone' }];
    return [{ file, kind: states.every((state) => state[file] === undefined) ? 'new' : 'changed' }];
  });
}

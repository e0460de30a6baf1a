/** Files by their place under the root, without its slash; undefined: there is none. */
export type Files = Readonly<Record<string, string | undefined>>;

export interface Change {
  readonly file: string;
  readonly kind: 'new' | 'changed' | 'gone';
}

/** What must happen to `now` so that it becomes `wanted`, in the order of `wanted`. */
export function changesBetween(now: Files, wanted: Files): readonly Change[] {
  return Object.entries(wanted).flatMap(([file, text]): Change[] => {
    if (text === now[file]) return [];
    if (text === undefined) return [{ file, kind: 'gone' }];
    return [{ file, kind: now[file] === undefined ? 'new' : 'changed' }];
  });
}

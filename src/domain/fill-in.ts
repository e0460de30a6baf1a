/** `{label}` and the like, filled in; a name that is not given stays as it is written. */
export function fillIn(text: string, names: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    // A technician may write `{constructor}`, which every object has.
    Object.hasOwn(names, name) ? String(names[name]) : whole,
  );
}

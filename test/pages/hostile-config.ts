/** Every text that a technician is free to write, with the most characters that `src/config/schema.ts` lets through. */
const FIELDS = {
  'name.vi': 80,
  'name.en': 80,
  district: 80,
  province: 80,
  location_qr: 300,
  'contact.name': 80,
  'contact.phone': 30,
  ssid: 32,
  label: 60,
  'destination.name': 60,
  purpose: 160,
  step: 200,
} as const;

export type Field = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as Field[];

/** Those that travelers are not shown: they are for the radio, for reports, and for the checks of the config. */
export const UNSEEN: readonly Field[] = ['district', 'province', 'ssid'];

/** What a field holds: a text of its own, in which nobody finds anything. */
export function innocentText(field: Field): string {
  return `«${field}»`;
}

/** As much of a text as a field holds. */
export function fitted(text: string, field: Field): string {
  const most = FIELDS[field];
  const cut = text.slice(0, most);
  // The SSID is counted in bytes, and a cut must not go through a letter.
  return field === 'ssid' ? cut.replace(/[^\x21-\x7e]/g, '?') : cut.trim();
}

/** A config in which every such field holds what `fill` says, with a destination of each kind and one of ours that is changed. */
export function writtenWith(fill: (field: Field) => string) {
  const quoted = (field: Field) => JSON.stringify(fill(field));
  const both = (field: Field) => `{ vi = ${quoted(field)}, en = ${quoted(field)} }`;
  const steps = `[${quoted('step')}, ${quoted('step')}]`;
  const words = `name = ${both('destination.name')}
purpose = ${both('purpose')}
steps = { vi = ${steps}, en = ${steps} }
provinces = [${quoted('province')}]`;
  return {
    top: 'destinations = ["trang", "ung-dung", "tai-lieu", "bluezone"]',
    ssid: fill('ssid'),
    place: `name = { vi = ${quoted('name.vi')}, en = ${quoted('name.en')} }
district = ${quoted('district')}
province = ${quoted('province')}
location_qr = ${quoted('location_qr')}
contacts = [{ name = ${quoted('contact.name')}, phone = ${quoted('contact.phone')} }]`,
    tables: `
[destination.trang]
url = "https://trang.example.vn/"
label = ${quoted('label')}
${words}
[destination.ung-dung]
kind = "app"
url = "https://ung-dung.example.vn/"
label = ${quoted('label')}
stores = { android = "https://play.google.com/x", iphone = "https://apps.apple.com/x" }
[destination.tai-lieu]
kind = "material"
url = "https://tai-lieu.example.vn/"
label = ${quoted('label')}
${words}
[destination.bluezone]
label = ${quoted('label')}
${words}`,
  };
}

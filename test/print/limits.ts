import type { Checkpoint } from '../../src/domain/checkpoint.ts';
import { checkpointOf } from '../example.ts';

/** 80 letters, the most that a name may have. */
const NAME = 'Chốt kiểm soát dịch liên ngành số 12, đèo Mang Yang, quốc lộ 19, huyện Đak Đoa ừ'.slice(0, 80);
export const LONG_WORD = 'Ứ'.repeat(80);

/** Every text of the config as long as it may be, and more contacts than any sheet has room for. */
export function crammed({
  word = NAME,
  ssid = 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
  code = 'x'.repeat(300),
} = {}) {
  const contacts = Array.from({ length: 40 }, () => `{ name = "${word}", phone = "${'0'.repeat(30)}" }`);
  const own = (id: string) => `
[destination.${id}]
url = "https://${'a'.repeat(60)}.example.vn/${'b'.repeat(200)}"
label = "${word.slice(0, 60)}"
name = { vi = "${word.slice(0, 60)}", en = "${word.slice(0, 60)}" }
purpose = { vi = "${word.repeat(2).slice(0, 160)}", en = "${word.repeat(2).slice(0, 160)}" }
steps = { vi = [${stepsOf(word)}], en = [${stepsOf(word)}] }
scans = true
`;
  return checkpointOf(`
destinations = ["mot", "hai", "tokhaiyte", "tai-lieu-huong-dan", "tai-lieu-bluezone"]
languages = ["vi", "en"]
[checkpoint]
id = "gl-ayunpa-01"
name = { vi = "${word}", en = "${word.toUpperCase().slice(0, 80)}" }
location_qr = "${code}"
contacts = [${contacts.join(', ')}]
[access]
interface = "br0"
ssid = "${ssid}"
[uplink]
interface = "wwan0"
[guest]
portal_name = "${'w'.repeat(52)}.internal"
${own('mot')}${own('hai')}`);
}

/** Thirty destinations, most of them for the staff, whose card names each. */
export function crowded(): Checkpoint {
  const full = crammed();
  const word = NAME.slice(0, 60);
  const materials = full.destinations.slice(0, 1).flatMap((row) =>
    Array.from({ length: 28 }, (_, n) => ({
      ...row,
      id: `${n}`,
      kind: 'material' as const,
      label: word,
      text: {
        vi: { name: word, purpose: '', steps: [] },
        en: { name: word.toUpperCase(), purpose: '', steps: [] },
      },
    })),
  );
  return { ...full, destinations: [...full.destinations.slice(0, 2), ...materials] };
}

function stepsOf(word: string): string {
  return Array.from({ length: 8 }, () => `"${word.repeat(3).slice(0, 200)}"`).join(', ');
}

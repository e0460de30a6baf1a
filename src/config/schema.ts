import * as v from 'valibot';
import { KINDS } from '../domain/destination.ts';
import { isPrivate, parseIpv4, parseSubnet } from '../domain/ipv4.ts';

/** What a technician may write, in the file's own spelling. What each field wants, in words, stands in `fields.ts`. */

export const text = (most: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most), v.regex(/^[^\p{Cc}]*$/u));
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const path = v.pipe(v.string(), v.regex(/^[\w./-]+$/));
// The kernel allows 15 bytes; the rest would end up inside quotes in nftables and dnsmasq files.
const networkInterface = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,14}$/));
export const id = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/));
const httpsUrl = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url(),
  v.regex(/^https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\x21-\x7e]*)?$/),
);
/** http too: the counts are signed, and a box whose clock stands in 1970 can believe no certificate. */
const hub = v.pipe(
  v.string(),
  v.maxLength(300),
  v.url(),
  v.regex(/^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?(?:\/[\w./~-]*)?$/),
);
const dnsName = v.pipe(v.string(), v.regex(/^(?=.{4,63}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/));
const probe = v.pipe(
  v.string(),
  v.url(),
  v.regex(/^http:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?\/[\x21-\x7e]*$/),
);
const listen = v.pipe(
  v.string(),
  v.regex(/^(?:\d+\.\d+\.\d+\.\d+|\[::1\]):\d{1,5}$/),
  v.check((address) => {
    const [host = '', port = ''] = address.split(/:(?=\d+$)/);
    return (
      Number(port) >= 1024 && Number(port) <= 65_535 && (host === '[::1]' || parseIpv4(host) !== undefined)
    );
  }),
);
/** Ed25519: 32 bytes in base64 or in hex. */
export const publicKey = v.pipe(
  v.string(),
  v.regex(/^(?:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=?|[0-9A-Fa-f]{64})$/),
);
const subnet = v.pipe(
  v.string(),
  v.check((written) => {
    const parsed = parseSubnet(written);
    return parsed !== undefined && isPrivate(parsed);
  }),
);

/** A text in each language; `vi` and `en` stand for those that are not there. */
const inLanguages = <S extends v.GenericSchema>(one: S) => v.record(language, one);

/** One destination that the config adds, or what it changes of one that ships. */
const destination = v.strictObject({
  kind: v.optional(v.picklist(KINDS)),
  url: v.optional(httpsUrl),
  check: v.optional(httpsUrl),
  label: v.optional(text(60)),
  hosts: v.optional(v.array(dnsName)),
  icon: v.optional(id),
  drawings: v.optional(v.array(id)),
  stores: v.optional(v.strictObject({ android: v.optional(httpsUrl), iphone: v.optional(httpsUrl) })),
  scans: v.optional(v.boolean()),
  provinces: v.optional(v.array(text(80))),
  name: v.optional(inLanguages(text(60))),
  purpose: v.optional(inLanguages(text(160))),
  steps: v.optional(inLanguages(v.pipe(v.array(text(200)), v.minLength(1), v.maxLength(8)))),
});

export type OwnDestination = v.InferOutput<typeof destination>;

/** One more and a sheet of the print kit might not hold them, nor the guide stay small. */
const DESTINATIONS_AT_MOST = 30;

/** What a guide offers that nobody has chosen for: everything that is for the whole country. */
const NATIONAL = [
  'tokhaiyte',
  'bluezone',
  'ncovi',
  'vietnam-health-declaration',
  'dichvucong',
  'tai-lieu-huong-dan',
  'tai-lieu-bluezone',
];

/**
 * Of 2.4 GHz all, of 5 GHz those on which a radio need not give way to radar (802.11h: 52 to 144). On these it is silent for a
 * minute at each start and leaves at any time; nobody at the barrier would know why, and a Pi's own radio cannot at all.
 */
const CHANNELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 36, 40, 44, 48, 149, 153, 157, 161, 165];

/** How often counts are handed over unless told otherwise. */
export const PUSH_MINUTES = 60;

/** What a radio sends unless told otherwise. Without one there is no such default, so that a rule sees what was written. */
export const RADIO = { channel: 6, country: 'VN', owe: false };

export const schema = v.strictObject({
  destinations: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(DESTINATIONS_AT_MOST)), NATIONAL),
  destination: v.optional(v.record(id, destination), {}),
  languages: v.optional(v.pipe(v.array(language), v.minLength(1)), ['vi', 'en']),
  checkpoint: v.strictObject({
    id,
    name: v.pipe(
      v.record(language, text(80)),
      v.check((names) => Object.keys(names).length > 0),
    ),
    district: v.optional(text(80)),
    province: v.optional(text(80)),
    location_qr: v.optional(text(300)),
    contacts: v.optional(v.array(v.strictObject({ name: text(80), phone: text(30) })), []),
  }),
  access: v.pipe(
    v.strictObject({
      interface: networkInterface,
      ssid: v.pipe(text(32), v.maxBytes(32)),
      radio: v.optional(networkInterface),
      port: v.optional(networkInterface),
      channel: v.optional(v.picklist(CHANNELS)),
      country: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/))),
      owe: v.optional(v.boolean()),
    }),
    v.transform((access) => (access.radio === undefined ? access : { ...RADIO, ...access })),
  ),
  uplink: v.strictObject({
    interface: networkInterface,
    down_kbit: v.optional(whole(64, 10_000_000)),
    up_kbit: v.optional(whole(64, 10_000_000)),
    probes: v.optional(v.pipe(v.array(probe), v.minLength(1), v.maxLength(8)), [
      'http://connectivitycheck.gstatic.com/generate_204',
      'http://www.msftconnecttest.com/connecttest.txt',
      'http://detectportal.firefox.com/success.txt',
    ]),
  }),
  guest: v.optional(
    v.strictObject({
      subnet: v.optional(subnet, '10.77.0.0/22'),
      portal_name: v.optional(dnsName, 'chot.internal'),
      lease_minutes: v.optional(whole(2, 30), 30),
      ipv6: v.optional(v.boolean(), true),
    }),
    {},
  ),
  session: v.optional(
    v.strictObject({
      minutes: v.optional(whole(5, 1440), 120),
      // May be more than the network has addresses: a session outlives the lease of a phone that has driven on.
      max_clients: v.optional(whole(1, 20_000), 2000),
      minutes_per_day: v.optional(whole(5, 1440)),
    }),
    {},
  ),
  garden: v.optional(v.strictObject({ hosts: v.optional(v.array(dnsName), []) }), {}),
  notices: v.optional(
    v.strictObject({
      directory: v.optional(path, '/etc/checkpoint-portal/notices'),
      publisher_key: v.optional(publicKey),
      url: v.optional(httpsUrl),
    }),
    {},
  ),
  update: v.optional(v.strictObject({ url: v.optional(httpsUrl), authorities: v.optional(path) }), {}),
  tls: v.optional(
    v.strictObject({ name: dnsName, certificate: path, key: path, authorities: v.optional(path) }),
  ),
  portal: v.optional(v.strictObject({ port: v.optional(whole(1024, 65_535), 8080) }), {}),
  reporting: v.optional(
    v.strictObject({
      listen: v.optional(listen, '127.0.0.1:8081'),
      push: v.optional(hub),
      push_authorities: v.optional(path),
      push_minutes: v.optional(whole(5, 1440)),
      fold_below: v.optional(whole(1, 100), 5),
      // Under ten, a total could tell one of a day's languages (domain/suppress.ts).
      public_below: v.optional(whole(10, 1000), 10),
    }),
    {},
  ),
  gate: v.optional(
    v.strictObject({
      socket: v.optional(path, '/run/checkpoint-portal/gate.sock'),
      simulated: v.optional(v.boolean(), false),
      at_boot: v.optional(v.picklist(['closed', 'open']), 'closed'),
    }),
    {},
  ),
  storage: v.optional(
    v.strictObject({
      directory: v.optional(path, '/var/lib/checkpoint-portal'),
      control_socket: v.optional(path, '/run/checkpoint-portal/portal.sock'),
    }),
    {},
  ),
});

/** The file's content after validation, defaults filled in. */
export type Written = v.InferOutput<typeof schema>;

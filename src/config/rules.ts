import { swallowedBy } from '../domain/garden.ts';
import { contains, parseIpv4, parseSubnet } from '../domain/ipv4.ts';
import { TLS_PORT } from '../domain/portal-port.ts';
import { PROBE_HOSTS } from '../domain/probe.ts';
import type { Text } from '../domain/text.ts';
import type { Finding } from './problem.ts';
import type { Written } from './schema.ts';

/** What the rest of the product offers: ids and tags that a config may name. */
export interface Offer {
  readonly destinations: readonly string[];
  /** The hosts of each destination. */
  readonly hosts: ReadonlyMap<string, readonly string[]>;
  readonly languages: readonly string[];
}

interface Rule {
  /** The fields that it looks at: it is asked only when each of them is right by itself. */
  readonly reads: readonly string[];
  readonly find: (written: Written, offer: Offer) => readonly Finding[];
}

/** What no single field can tell. */
export const RULES: readonly Rule[] = [
  {
    reads: ['destinations'],
    find: (written, offer) => unknownNames(written.destinations, offer.destinations, 'destinations'),
  },
  {
    reads: ['languages'],
    find: (written, offer) => unknownNames(written.languages, offer.languages, 'languages'),
  },
  { reads: ['destinations'], find: ({ destinations }) => named(twice(destinations), 'destinations') },
  { reads: ['languages'], find: ({ languages }) => named(twice(languages), 'languages') },
  { reads: ['languages', 'checkpoint.name'], find: nameless },
  { reads: ['access.interface', 'uplink.interface'], find: sameInterface },
  { reads: ['guest.portal_name'], find: probedName },
  { reads: ['tls.name', 'guest.portal_name'], find: tlsName },
  { reads: ['tls', 'portal.port', 'reporting.listen'], find: tlsPort },
  { reads: ['garden.hosts', 'guest.portal_name'], find: gardenSwallows },
  { reads: ['destinations', 'guest.portal_name'], find: destinationSwallows },
  { reads: ['guest.subnet', 'reporting.listen', 'gate.simulated'], find: reportingOnGuestNetwork },
];

function twice(names: readonly string[]): readonly string[] {
  return names.filter((name, index) => names.indexOf(name) < index);
}

function named(names: readonly string[], key: string): readonly Finding[] {
  return names.map((name) => ({
    path: [key],
    value: name,
    fault: { vi: `"${name}" được ghi hai lần`, en: `"${name}" stands twice` },
    remedy: { vi: 'xóa bớt một chỗ', en: 'remove one of them' },
  }));
}

function nameless({ languages, checkpoint }: Written): readonly Finding[] {
  const [first = ''] = languages;
  if (languages.some((language) => checkpoint.name[language] !== undefined)) return [];
  return [
    {
      path: ['checkpoint', 'name'],
      value: checkpoint.name,
      fault: {
        vi: 'không có tên trong ngôn ngữ nào của trang',
        en: 'has no name in any language of the page',
      },
      remedy: { vi: `thêm ${first} = "…"`, en: `add ${first} = "…"` },
    },
  ];
}

function sameInterface({ access, uplink }: Written): readonly Finding[] {
  if (access.interface !== uplink.interface) return [];
  return [
    {
      path: ['uplink', 'interface'],
      value: uplink.interface,
      fault: { vi: 'card này đã dùng cho WiFi khách', en: "this is the guests' interface already" },
      remedy: {
        vi: 'ghi card nối ra Internet; `ip link` liệt kê các card',
        en: 'name the interface that leads to the internet; `ip link` lists them',
      },
    },
  ];
}

function probedName({ guest }: Written): readonly Finding[] {
  if (!Object.hasOwn(PROBE_HOSTS, guest.portal_name)) return [];
  return [
    {
      path: ['guest', 'portal_name'],
      value: guest.portal_name,
      fault: {
        vi: 'là tên mà điện thoại dùng để dò mạng',
        en: 'is a name that phones probe for the internet',
      },
      remedy: {
        vi: 'dùng tên nội bộ, ví dụ "chot.internal"',
        en: 'use a local name such as "chot.internal"',
      },
    },
  ];
}

function gardenSwallows({ garden, guest }: Written): readonly Finding[] {
  return garden.hosts.flatMap((host) =>
    swallowing(['garden', 'hosts'], host, swallowedBy(host, guest.portal_name)),
  );
}

function destinationSwallows({ destinations, guest }: Written, { hosts }: Offer): readonly Finding[] {
  return destinations.flatMap((id) =>
    (hosts.get(id) ?? []).flatMap((host) =>
      swallowing(['destinations'], id, swallowedBy(host, guest.portal_name)),
    ),
  );
}

function swallowing(
  path: readonly string[],
  value: string,
  swallowed: string | undefined,
): readonly Finding[] {
  if (swallowed === undefined) return [];
  return [
    {
      path,
      value,
      fault: {
        vi: `mở cả ${swallowed}, nên điện thoại tưởng đã có mạng và trang hướng dẫn không hiện`,
        en: `also opens ${swallowed}, so phones would think they are online and the guide would not come up`,
      },
      remedy: {
        vi: 'ghi tên miền hẹp hơn, chỉ của trang cần mở',
        en: 'name a narrower host, that of the page to open alone',
      },
    },
  ];
}

/** The name is public and its owner's: the local one stays plain http, and a probe's name is somebody else's. */
function tlsName({ tls, guest }: Written): readonly Finding[] {
  if (!tls) return [];
  const fault = faultOfTlsName(tls.name, guest.portal_name);
  if (!fault) return [];
  return [
    {
      path: ['tls', 'name'],
      value: tls.name,
      fault,
      remedy: {
        vi: 'dùng một tên miền của riêng bạn, có chứng chỉ, ví dụ "wifi.example.vn"',
        en: 'use a name of your own that has a certificate, such as "wifi.example.vn"',
      },
    },
  ];
}

function faultOfTlsName(name: string, portalName: string): Text | undefined {
  if (Object.hasOwn(PROBE_HOSTS, name))
    return { vi: 'là tên mà điện thoại dùng để dò mạng', en: 'is a name that phones probe for the internet' };
  if (name === portalName) return { vi: 'trùng với guest.portal_name', en: 'is guest.portal_name already' };
  // RFC 8910 section 2: no address.
  return parseIpv4(name) === undefined ? undefined : { vi: 'là một địa chỉ IP', en: 'is an address' };
}

function tlsPort({ tls, portal, reporting }: Written): readonly Finding[] {
  const taken = [
    { path: ['portal', 'port'], value: portal.port, port: portal.port },
    {
      path: ['reporting', 'listen'],
      value: reporting.listen,
      port: Number(reporting.listen.split(':').at(-1)),
    },
  ];
  if (!tls) return [];
  return taken
    .filter(({ port }) => port === TLS_PORT)
    .map(({ path, value }) => ({
      path,
      value,
      fault: {
        vi: `cổng ${TLS_PORT} dành cho trang https của portal`,
        en: `port ${TLS_PORT} is for the portal's https side`,
      },
      remedy: { vi: 'chọn một cổng khác', en: 'choose another port' },
    }));
}

function unknownNames(named: readonly string[], offered: readonly string[], key: string): readonly Finding[] {
  return named
    .filter((name) => !offered.includes(name))
    .map((name) => ({
      path: [key],
      value: name,
      fault: { vi: `không có "${name}"`, en: `there is no "${name}"` },
      remedy: { vi: `chọn trong: ${offered.join(', ')}`, en: `choose from: ${offered.join(', ')}` },
    }));
}

/** Figures and their tokens are for the district: a listener that a guest can reach is refused. */
function reportingOnGuestNetwork({ guest, reporting, gate }: Written): readonly Finding[] {
  const { listen } = reporting;
  const guests = parseSubnet(guest.subnet);
  const address = listen.replace(/:\d+$/, '');
  const everywhere = parseIpv4(address) === 0;
  if (gate.simulated || !guests || !(everywhere || contains(guests, address))) return [];
  return [
    {
      path: ['reporting', 'listen'],
      value: listen,
      fault: { vi: 'khách sẽ mở được số liệu', en: 'guests would reach the figures' },
      remedy: {
        vi: 'dùng 127.0.0.1, hoặc địa chỉ của đường truyền hay VPN, ví dụ: listen = "127.0.0.1:8081"',
        en: 'use 127.0.0.1, or the uplink\'s or VPN\'s own address, for example: listen = "127.0.0.1:8081"',
      },
    },
  ];
}

import { swallowedBy } from '../../domain/garden.ts';
import { parseIpv4 } from '../../domain/ipv4.ts';
import { PROBE_HOSTS } from '../../domain/probe.ts';
import type { Text } from '../../domain/text.ts';
import type { Catalog } from '../catalog.ts';
import { destinationsOf } from '../destinations.ts';
import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

/** The names that the box answers itself, and those of the walled garden, which must not cover them. */
export const NAME_RULES: readonly Rule[] = [
  { reads: ['guest.portal_name'], find: probedName },
  { reads: ['tls.name', 'guest.portal_name'], find: tlsName },
  { reads: ['garden.hosts', 'guest.portal_name', 'tls.name'], find: gardenSwallows },
  { reads: ['destinations', 'destination', 'guest.portal_name', 'tls.name'], find: destinationSwallows },
];

const PROBED: Text = {
  vi: 'là tên mà điện thoại dùng để dò mạng',
  en: 'is a name that phones probe for the internet',
};

function probedName({ guest }: Written): readonly Finding[] {
  if (!Object.hasOwn(PROBE_HOSTS, guest.portal_name)) return [];
  return [
    {
      path: ['guest', 'portal_name'],
      value: guest.portal_name,
      fault: PROBED,
      remedy: {
        vi: 'dùng tên nội bộ, ví dụ "chot.internal"',
        en: 'use a local name such as "chot.internal"',
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
  if (Object.hasOwn(PROBE_HOSTS, name)) return PROBED;
  if (name === portalName) return { vi: 'trùng với guest.portal_name', en: 'is guest.portal_name already' };
  // RFC 8910 section 2: no address.
  return parseIpv4(name) === undefined ? undefined : { vi: 'là một địa chỉ IP', en: 'is an address' };
}

function gardenSwallows(written: Written): readonly Finding[] {
  return written.garden.hosts.flatMap((host) => swallowing(written, ['garden', 'hosts'], host));
}

function destinationSwallows(written: Written, catalog: Catalog): readonly Finding[] {
  return destinationsOf(written, catalog).flatMap(({ id, hosts }) =>
    hosts.flatMap((host) =>
      swallowing(written, ['destinations'], host).map((finding) => ({ ...finding, value: id })),
    ),
  );
}

function swallowing({ guest, tls }: Written, path: readonly string[], host: string): readonly Finding[] {
  const own = [guest.portal_name, ...(tls ? [tls.name] : [])];
  const swallowed = swallowedBy(host, own);
  if (swallowed === undefined) return [];
  return [
    {
      path,
      value: host,
      fault: own.includes(swallowed)
        ? {
            vi: `bao cả ${swallowed}, tên của chính máy này, vốn không thuộc Internet`,
            en: `also covers ${swallowed}, the name of this box itself, which is not out on the internet`,
          }
        : {
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

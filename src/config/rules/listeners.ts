import { contains, parseIpv4, parseSubnet } from '../../domain/ipv4.ts';
import { TLS_PORT } from '../../domain/portal-port.ts';
import { OFFLINE_DNS_PORT } from '../../domain/rules/names.ts';
import type { Text } from '../../domain/text.ts';
import type { Finding } from '../problem.ts';
import type { Written } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Who listens where. 53 and all below 1024 the fields refuse by themselves. */
export const LISTENER_RULES: readonly Rule[] = [
  { reads: ['tls', 'portal.port', 'reporting.listen'], find: takenPort },
  { reads: ['guest.subnet', 'reporting.listen', 'gate.simulated'], find: reportingOnGuestNetwork },
];

interface Taken {
  readonly port: number;
  readonly whose: Text;
}

/** A port is one program's on all addresses: our firewall shuts the portal's against the uplink and the district's VPN too. */
function takenPort({ tls, portal, reporting }: Written): readonly Finding[] {
  const fixed: readonly Taken[] = [
    {
      port: OFFLINE_DNS_PORT,
      whose: { vi: 'dnsmasq dùng khi mất Internet', en: "dnsmasq's, for when the uplink is down" },
    },
    ...(tls
      ? [{ port: TLS_PORT, whose: { vi: 'trang https của portal', en: "the portal's https side" } }]
      : []),
  ];
  const guide: Taken = {
    port: portal.port,
    whose: { vi: 'trang hướng dẫn (portal.port)', en: "the guide's (portal.port)" },
  };
  const listen = Number(reporting.listen.split(':').at(-1));
  return [
    ...collisions({ path: ['portal', 'port'], value: portal.port }, portal.port, fixed),
    ...collisions({ path: ['reporting', 'listen'], value: reporting.listen }, listen, [...fixed, guide]),
  ];
}

function collisions(
  field: Pick<Finding, 'path' | 'value'>,
  port: number,
  taken: readonly Taken[],
): readonly Finding[] {
  return taken
    .filter((one) => one.port === port)
    .map(({ whose }) => ({
      ...field,
      fault: { vi: `cổng ${port} dành cho ${whose.vi}`, en: `port ${port} is ${whose.en}` },
      remedy: { vi: 'chọn một cổng khác', en: 'choose another port' },
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

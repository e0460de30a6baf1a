import { type Access, type Checkpoint, type Guest, TLS_PORT } from '../domain/checkpoint.ts';
import { host, parseSubnet } from '../domain/ipv4.ts';
import { localIpv6 } from '../domain/ipv6.ts';
import type { Written } from './schema.ts';

/** The typed value of a file in which nothing is wrong. */
export function toCheckpoint(written: Written): Checkpoint {
  const { checkpoint, access, uplink, session, portal, gate, storage } = written;
  const [language, ...languages] = written.languages;
  if (language === undefined) throw new Error('the schema let no language through');
  const guest = toGuest(written);
  return {
    id: checkpoint.id,
    name: checkpoint.name,
    district: checkpoint.district,
    province: checkpoint.province,
    contacts: checkpoint.contacts,
    destinations: written.destinations,
    languages: [language, ...languages],
    access: toAccess(access),
    uplink: {
      interface: uplink.interface,
      downKbit: uplink.down_kbit,
      upKbit: uplink.up_kbit,
      probes: uplink.probes,
    },
    guest,
    session: {
      minutes: session.minutes,
      maxClients: session.max_clients,
      minutesPerDay: session.minutes_per_day,
    },
    tls: written.tls && { ...written.tls, authorities: written.tls.authorities, port: TLS_PORT },
    gardenHosts: written.garden.hosts,
    portal: gate.simulated
      ? { host: '127.0.0.1', port: portal.port, origin: `http://localhost:${portal.port}` }
      : { host: guest.address, port: portal.port, origin: `http://${guest.address}` },
    reporting: splitListen(written.reporting.listen),
    gate: { socket: gate.socket, simulated: gate.simulated, atBoot: gate.at_boot },
    storage: { directory: storage.directory, controlSocket: storage.control_socket },
  };
}

function toGuest({ guest, checkpoint }: Written): Guest {
  const subnet = parseSubnet(guest.subnet);
  if (!subnet) throw new Error('the schema let a bad subnet through');
  return {
    subnet,
    address: host(subnet, 1),
    ipv6: guest.ipv6 ? localIpv6(checkpoint.id) : undefined,
    portalName: guest.portal_name,
    leaseMinutes: guest.lease_minutes,
  };
}

function toAccess({ interface: name, ssid, port, radio, channel, country, owe }: Written['access']): Access {
  return {
    interface: name,
    ssid,
    port,
    radio: radio === undefined ? undefined : { interface: radio, channel, country, owe },
  };
}

function splitListen(listen: string): { host: string; port: number } {
  const [address = '', port = ''] = listen.split(/:(?=\d+$)/);
  return { host: address.replace(/^\[|\]$/g, ''), port: Number(port) };
}

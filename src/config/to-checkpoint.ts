import type { Access, Checkpoint, Guest, Portal } from '../domain/checkpoint.ts';
import { host, parseSubnet } from '../domain/ipv4.ts';
import { localIpv6 } from '../domain/ipv6.ts';
import { TLS_PORT } from '../domain/portal-port.ts';
import type { Catalog } from './catalog.ts';
import { destinationsOf } from './destinations.ts';
import { PUSH_MINUTES, RADIO, type Written } from './schema.ts';

/** The typed value of a file in which nothing is wrong. */
export function toCheckpoint(written: Written, catalog: Catalog): Checkpoint {
  const { checkpoint, access, uplink, session, gate, storage } = written;
  const [language, ...languages] = written.languages;
  if (language === undefined) throw new Error('the schema let no language through');
  const guest = toGuest(written);
  return {
    id: checkpoint.id,
    name: checkpoint.name,
    district: checkpoint.district,
    province: checkpoint.province,
    contacts: checkpoint.contacts,
    locationQr: checkpoint.location_qr,
    destinations: destinationsOf(written, catalog),
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
    notices: toNotices(written.notices),
    update: { url: written.update.url, authorities: written.update.authorities },
    portal: toPortal(written, guest),
    reporting: toReporting(written.reporting),
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

function toPortal({ portal, gate }: Written, { address, ipv6 }: Guest): Portal {
  const { port } = portal;
  if (gate.simulated) {
    const origin = `http://localhost:${port}`;
    return { port, hosts: ['127.0.0.1'], origins: { ipv4: origin, ipv6: origin } };
  }
  const origin = `http://${address}`;
  return ipv6
    ? { port, hosts: [address, ipv6.address], origins: { ipv4: origin, ipv6: `http://[${ipv6.address}]` } }
    : { port, hosts: [address], origins: { ipv4: origin, ipv6: origin } };
}

function toNotices({ directory, publisher_key: key, url }: Written['notices']): Checkpoint['notices'] {
  const publisherKey = key && Buffer.from(key, key.length === 64 ? 'hex' : 'base64').toString('base64');
  return { directory, publisherKey, url };
}

function toAccess({ interface: name, ssid, port, radio, ...sent }: Written['access']): Access {
  const { channel = RADIO.channel, country = RADIO.country, owe = RADIO.owe } = sent;
  return {
    interface: name,
    ssid,
    port,
    radio: radio === undefined ? undefined : { interface: radio, channel, country, owe },
  };
}

function toReporting({ listen, push: url, ...reporting }: Written['reporting']): Checkpoint['reporting'] {
  const { push_authorities: authorities, push_minutes: minutes = PUSH_MINUTES } = reporting;
  const [address = '', port = ''] = listen.split(/:(?=\d+$)/);
  return {
    host: address.replace(/^\[|\]$/g, ''),
    port: Number(port),
    push: url === undefined ? undefined : { url, authorities, minutes },
    foldBelow: reporting.fold_below,
    publicBelow: reporting.public_below,
  };
}

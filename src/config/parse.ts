import { parse as parseToml, TomlError } from 'smol-toml';
import * as v from 'valibot';
import type { Access, Checkpoint } from '../domain/checkpoint.ts';
import { host, parseSubnet } from '../domain/ipv4.ts';
import { localIpv6 } from '../domain/ipv6.ts';
import { linesOf } from './lines.ts';
import { type Problem, problemOfFinding, problemOfIssue } from './problem.ts';
import { type Offer, RULES } from './rules.ts';
import { schema, type Written } from './schema.ts';

export type Parsed =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly written: Written }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads `checkpoint.toml`: a typed value, or every problem at once, in the order of the file. */
export function parseConfig(toml: string, offer: Offer): Parsed {
  let document: unknown;
  try {
    document = parseToml(toml);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { ok: false, problems: [syntaxProblem(error)] };
  }
  const lines = linesOf(toml);
  const result = v.safeParse(schema, document);
  const issues = result.issues ?? [];
  // On failure valibot still hands over what it read; a rule sees only those parts of it that are right.
  const findings = RULES.filter(({ reads }) =>
    reads.every((path) => !issues.some((issue) => touches(issue, path))),
  ).flatMap((rule) => rule.find(result.output as Written, offer));
  const problems = [
    ...issues.map((issue) => problemOfIssue(issue, lines)),
    ...findings.map((finding) => problemOfFinding(finding, lines)),
  ];
  if (!result.success || problems.length > 0) return { ok: false, problems: inOrder(problems) };
  return { ok: true, checkpoint: toCheckpoint(result.output), written: result.output };
}

function touches(issue: v.BaseIssue<unknown>, path: string): boolean {
  const faulty = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return faulty === path || faulty.startsWith(`${path}.`) || path.startsWith(`${faulty}.`);
}

/** One problem a place (a text that is too long may break three checks), missing tables last. */
function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map(problems.map((problem) => [`${problem.path} ${problem.value}`, problem]));
  return [...byPlace.values()].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
}

function syntaxProblem(error: TomlError): Problem {
  const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
  return {
    line: error.line,
    path:
      error.codeblock
        .split('\n')
        .find((row) => row.startsWith(`${error.line}:`))
        ?.replace(/^\d+:\s*/, '') ?? '',
    value: undefined,
    fault: { vi: `không đọc được dòng này (${reason})`, en: `this line cannot be read (${reason})` },
    remedy: {
      vi: 'viết như sau: tên = "giá trị"; chữ nằm trong ngoặc kép, số để trần',
      en: 'write it as: name = "value"; text in double quotes, numbers bare',
    },
  };
}

function toCheckpoint(written: Written): Checkpoint {
  const { checkpoint, access, uplink, guest, session, portal, gate, storage } = written;
  const subnet = parseSubnet(guest.subnet);
  const [language, ...languages] = written.languages;
  if (!subnet || language === undefined)
    throw new Error('the schema let a bad subnet or no language through');
  const address = host(subnet, 1);
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
    guest: {
      subnet,
      address,
      ipv6: guest.ipv6 ? localIpv6(checkpoint.id) : undefined,
      portalName: guest.portal_name,
      leaseMinutes: guest.lease_minutes,
    },
    session: {
      minutes: session.minutes,
      maxClients: session.max_clients,
      minutesPerDay: session.minutes_per_day,
    },
    tls: written.tls && { ...written.tls, authorities: written.tls.authorities },
    gardenHosts: written.garden.hosts,
    portal: gate.simulated
      ? { host: '127.0.0.1', port: portal.port, origin: `http://localhost:${portal.port}` }
      : { host: address, port: portal.port, origin: `http://${address}` },
    reporting: splitListen(written.reporting.listen),
    gate: { socket: gate.socket, simulated: gate.simulated, atBoot: gate.at_boot },
    storage: { directory: storage.directory, controlSocket: storage.control_socket },
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

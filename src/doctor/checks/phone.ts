import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Checkpoint } from '../../domain/checkpoint.ts';
import type { Finding } from '../../domain/finding.ts';
import { DOCTOR_PORT } from '../../domain/rules/doctor-port.ts';
import { LINK_LOCAL } from '../../domain/rules/names.ts';
import type { Box, Said } from '../box.ts';
import type { Check } from '../check.ts';
import { found } from '../fault.ts';
import { PHONE_FAULTS } from '../phone/faults.ts';
import type { Order, PhoneLine } from '../phone/order.ts';
import { withoutGuests } from '../phone/without-guests.ts';
import { type PortalStatus, statusOf } from '../status.ts';
import { green } from '../words.ts';

const PROGRAM = fileURLToPath(new URL('../phone/program.js', import.meta.url));
/** With a network and mounts of its own, which end with it: killed or not, nothing of the phone stays. */
export const PHONE: readonly [string, ...string[]] = [
  'unshare',
  '--net',
  '--mount',
  process.execPath,
  PROGRAM,
];
const PHONE_MS = 19_000;

/** A phone that joins the guests, finds the guide, taps and goes online. It is in no count and leaves nothing behind. */
export const phone: Check = {
  id: 'phone',
  name: { vi: 'Điện thoại thử', en: 'As a phone sees it' },
  faults: PHONE_FAULTS,
  boundMs: PHONE_MS + 6000,
  async look(box) {
    const { access, gate } = box.checkpoint;
    const links = await box.list(`/sys/class/net/${access.interface}`);
    const status = await statusOf(box);
    // Those are the findings of others, and without them there is no phone either.
    if (gate.simulated || links.length === 0 || status === undefined) return [];
    if (!links.includes('brif')) return [noBridge(access.interface)];
    return walk(box, status);
  },
};

async function walk(box: Box, status: PortalStatus): Promise<readonly Finding[]> {
  const { maxClients } = box.checkpoint.session;
  const isFull = status.clientsGranted >= maxClients - 1;
  const order = orderFor(box, { accept: !isFull, online: status.uplink === 'ok' });
  await box.ask('/self-test', { method: 'POST', body: { mac: order.mac } });
  try {
    const [command, ...args] = PHONE;
    const said = await box.run(command, args, { input: JSON.stringify(order), timeoutMs: PHONE_MS });
    return [
      ...findingsOf(said, order, box.checkpoint.guest),
      ...(isFull ? [found(PHONE_FAULTS, 'full', { n: status.clientsGranted, most: maxClients })] : []),
    ];
  } finally {
    // Its door shuts by itself in half a minute, should nobody hear this.
    await box.ask('/revoke', { method: 'POST', body: { whom: order.mac } }).catch(() => undefined);
  }
}

function orderFor({ checkpoint }: Box, way: Pick<Order, 'accept' | 'online'>): Order {
  const { access, guest, portal } = checkpoint;
  return {
    boxPid: process.pid,
    bridge: access.interface,
    port: `${DOCTOR_PORT}${process.pid}`,
    mac: madeUpMac(),
    address: guest.address,
    router6: guest.ipv6 && LINK_LOCAL,
    portalName: guest.portalName,
    origin: portal.origins.ipv4,
    origin6: guest.ipv6 && portal.origins.ipv6,
    ...way,
  };
}

/** Locally administered, as phones make theirs up. */
function madeUpMac(): string {
  const [first = 0, ...rest] = randomBytes(6);
  return [(first & 0xfc) | 2, ...rest].map((octet) => octet.toString(16).padStart(2, '0')).join(':');
}

function findingsOf(
  { stdout, stderr, code }: Said,
  { accept, online }: Order,
  guest: Checkpoint['guest'],
): readonly Finding[] {
  const lines = stdout.split('\n').flatMap(parseLine);
  const faults = lines.flatMap((line) =>
    'fault' in line && isKnown(line.fault)
      ? [found(PHONE_FAULTS, line.fault, withoutGuests(line.facts, guest))]
      : [],
  );
  if (faults.length > 0) return faults;
  const steps = lines.flatMap((line) => ('step' in line ? [line] : []));
  const ms = steps.reduce((sum, step) => sum + step.ms, 0);
  const seconds = (ms / 1000).toFixed(1);
  const last = steps.at(-1)?.step;
  const wanted = accept ? (online ? 'online' : 'accept') : 'guide';
  if (last === wanted) return [wentWell(wanted, seconds)];
  if (last !== undefined) return [found(PHONE_FAULTS, 'late', { step: last })];
  throw new Error(stderr.trim().split('\n')[0] || `unshare: ${code ?? 'not there'}`);
}

function wentWell(last: 'online' | 'accept' | 'guide', seconds: string): Finding {
  const ends = {
    online: { vi: 'vào được internet', en: 'is online' },
    accept: { vi: 'cửa mở; chưa có internet để thử', en: 'is let through; there is no internet to try' },
    guide: { vi: 'thấy trang hướng dẫn', en: 'sees the guide' },
  }[last];
  return green({
    vi: `máy thử ${ends.vi} sau ${seconds} giây`,
    en: `the test phone ${ends.en} after ${seconds} s`,
  });
}

function noBridge(name: string): Finding {
  return green({
    vi: `${name} không phải cầu nối, từ máy này không thử được đường của điện thoại; hãy thử bằng một điện thoại`,
    en: `${name} is no bridge, so a phone's way cannot be tried from here; try it with a phone`,
  });
}

function parseLine(text: string): readonly PhoneLine[] {
  try {
    return [JSON.parse(text) as PhoneLine];
  } catch {
    return [];
  }
}

function isKnown(fault: string): fault is keyof typeof PHONE_FAULTS {
  return Object.hasOwn(PHONE_FAULTS, fault);
}

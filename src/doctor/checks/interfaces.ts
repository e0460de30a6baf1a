import type { Finding } from '../../domain/finding.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { defaultRoutesOf, type Link, linksOf } from '../links.ts';
import { UNBLOCK } from '../radio.ts';
import { green } from '../words.ts';

const NO_GUESTS = { vi: 'khách không nối được vào chốt', en: 'travelers do not get to the checkpoint' };
const PUT_RIGHT = {
  vi: 'ghi đúng tên trong checkpoint.toml (mục {field}), rồi chạy `checkpoint-portal config apply`',
  en: 'write the right name in checkpoint.toml ({field}), then run `checkpoint-portal config apply`',
};

const FAULTS = {
  missing: {
    level: 'red',
    what: {
      vi: 'không có card mạng {name} ({field}); máy này có: {others}',
      en: 'there is no interface {name} ({field}); this box has: {others}',
    },
    meaning: { vi: 'phần này của mạng không chạy', en: 'this part of the network does not work' },
    remedy: PUT_RIGHT,
    again: 'ip -br link',
  },
  down: {
    level: 'red',
    what: { vi: 'card mạng {name} ({field}) đang tắt', en: 'the interface {name} ({field}) is down' },
    meaning: { vi: 'phần này của mạng không chạy', en: 'this part of the network does not work' },
    remedy: {
      vi: `chạy \`ip link set {name} up\`; card WiFi thì trước đó mở khóa: ${UNBLOCK}`,
      en: `run \`ip link set {name} up\`; unblock a radio first: ${UNBLOCK}`,
    },
    again: 'ip -br link',
  },
  unplugged: {
    level: 'red',
    what: {
      vi: 'card mạng {name} ({field}) không có tín hiệu ở đầu kia',
      en: 'nothing is at the other end of {name} ({field})',
    },
    meaning: {
      vi: 'dây đã rút, hoặc thiết bị ở đầu kia đang tắt',
      en: 'the cable is out, or what is behind it is off',
    },
    remedy: {
      vi: 'cắm lại dây ở cả hai đầu, xem đèn của modem hay bộ phát WiFi; đổi dây khác nếu đèn không sáng',
      en: 'plug the cable in anew at both ends and look at the lights of the modem or access point; try another cable',
    },
    again: 'ip -br link',
  },
  unbridged: {
    level: 'red',
    what: {
      vi: '{name} ({field}) không nằm trong cầu nối {bridge}',
      en: '{name} ({field}) is not in the bridge {bridge}',
    },
    meaning: NO_GUESTS,
    remedy: {
      vi: 'chạy `checkpoint-portal config apply`; nếu vẫn vậy, tắt NetworkManager hoặc dhcpcd đang giữ {name}',
      en: 'run `checkpoint-portal config apply`; if that does not help, stop the NetworkManager or dhcpcd that holds {name}',
    },
    again: 'bridge link',
  },
  leak: {
    level: 'red',
    what: {
      vi: '{name} (uplink.interface) nằm chung cầu nối với khách',
      en: '{name} (uplink.interface) is in the bridge of the guests',
    },
    meaning: { vi: 'khách vào mạng mà không qua chốt', en: 'travelers go past the checkpoint' },
    remedy: { vi: 'chạy `ip link set {name} nomaster`', en: 'run `ip link set {name} nomaster`' },
    again: 'bridge link',
  },
  swapped: {
    level: 'red',
    what: {
      vi: 'đường ra internet đi qua {other}, cấu hình ghi {name} (uplink.interface)',
      en: 'the way to the internet is over {other}, the config says {name} (uplink.interface)',
    },
    meaning: { vi: 'khách bấm nút mà không có mạng', en: 'travelers tap and are not online' },
    remedy: {
      vi: 'nếu hai dây cắm nhầm chỗ thì đổi lại; nếu không, trong checkpoint.toml, dưới dòng [uplink], ghi interface = "{other}", rồi chạy `checkpoint-portal config apply`',
      en: 'swap the two cables if they are in the wrong place; else in checkpoint.toml, below [uplink], write interface = "{other}", then run `checkpoint-portal config apply`',
    },
    again: 'ip route',
  },
  address: {
    level: 'red',
    what: {
      vi: '{name} không có địa chỉ {address} của chốt',
      en: "{name} does not have the checkpoint's address {address}",
    },
    meaning: NO_GUESTS,
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-gate`; địa chỉ đang ở: {others}',
      en: 'run `systemctl restart checkpoint-gate`; the address is now on: {others}',
    },
    again: 'ip -br address',
  },
} as const satisfies Faults;

type Role = { readonly field: string; readonly name: string; readonly needsCarrier: boolean };

/** Whether each interface is there and is what the config says it is. */
export const interfaces: Check = {
  id: 'interfaces',
  name: { vi: 'Card mạng', en: 'Interfaces' },
  faults: FAULTS,
  async look(box) {
    if (box.checkpoint.gate.simulated) return [];
    const links = await linksOf(box);
    const findings = [
      ...rolesOf(box).flatMap((role) => judge(role, links)),
      ...judgeBridge(box, links),
      ...(await judgeRoute(box, links)),
      ...judgeAddress(box, links),
    ];
    if (findings.length > 0) return findings;
    const { access, uplink } = box.checkpoint;
    return [
      green({
        vi: `khách ở ${access.interface}, internet ở ${uplink.interface}`,
        en: `guests are on ${access.interface}, the internet is on ${uplink.interface}`,
      }),
    ];
  },
};

function rolesOf({ checkpoint: { access, uplink } }: Box): readonly Role[] {
  return [
    // A bridge that nobody is plugged into has no carrier, and needs none.
    { field: 'access.interface', name: access.interface, needsCarrier: false },
    ...(access.port ? [{ field: 'access.port', name: access.port, needsCarrier: true }] : []),
    ...(access.radio ? [{ field: 'access.radio', name: access.radio.interface, needsCarrier: false }] : []),
    { field: 'uplink.interface', name: uplink.interface, needsCarrier: true },
  ];
}

function judge({ field, name, needsCarrier }: Role, links: readonly Link[]): readonly Finding[] {
  const link = links.find((one) => one.name === name);
  const others = links.map((one) => one.name).join(', ');
  if (!link) return [found(FAULTS, 'missing', { field, name, others })];
  if (!link.isUp) return [found(FAULTS, 'down', { field, name })];
  if (needsCarrier && !link.hasCarrier) return [found(FAULTS, 'unplugged', { field, name })];
  return [];
}

function judgeBridge({ checkpoint: { access, uplink } }: Box, links: readonly Link[]): readonly Finding[] {
  const bridge = access.interface;
  const inBridge = (name: string) => links.find((one) => one.name === name)?.bridge === bridge;
  const isThere = (name: string) => links.some((one) => one.name === name);
  const plugged = [
    ...(access.port ? [{ field: 'access.port', name: access.port }] : []),
    ...(access.radio ? [{ field: 'access.radio', name: access.radio.interface }] : []),
  ];
  return [
    ...plugged
      .filter(({ name }) => isThere(name) && isThere(bridge) && !inBridge(name))
      .map((role) => found(FAULTS, 'unbridged', { ...role, bridge })),
    ...(inBridge(uplink.interface) ? [found(FAULTS, 'leak', { name: uplink.interface })] : []),
  ];
}

/** No route at all is the uplink's own finding. */
async function judgeRoute(box: Box, links: readonly Link[]): Promise<readonly Finding[]> {
  const name = box.checkpoint.uplink.interface;
  const [first] = await defaultRoutesOf(box);
  if (first === undefined || first === name || !links.some((one) => one.name === name)) return [];
  return [found(FAULTS, 'swapped', { name, other: first })];
}

function judgeAddress({ checkpoint: { access, guest } }: Box, links: readonly Link[]): readonly Finding[] {
  const link = links.find((one) => one.name === access.interface);
  if (!link || link.addresses.includes(guest.address)) return [];
  const others = links.filter(({ addresses }) => addresses.includes(guest.address)).map(({ name }) => name);
  const facts = { name: access.interface, address: guest.address, others: others.join(', ') || '-' };
  return [found(FAULTS, 'address', facts)];
}

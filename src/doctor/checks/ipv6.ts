import { TABLE } from '../../domain/rules/names.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import { linksOf } from '../links.ts';
import { rulesetOf } from '../ruleset.ts';
import { green } from '../words.ts';

const FAULTS = {
  open: {
    level: 'red',
    what: {
      vi: 'máy chuyển tiếp IPv6 mà không có luật của chốt',
      en: "the box forwards IPv6 without the checkpoint's rules",
    },
    meaning: {
      vi: 'khách vào mạng bằng IPv6 mà không qua chốt',
      en: 'travelers go past the checkpoint over IPv6',
    },
    remedy: {
      vi: 'chạy `systemctl restart checkpoint-firewall checkpoint-gate`; đến khi đó: `sysctl -w net.ipv6.conf.all.forwarding=0`',
      en: 'run `systemctl restart checkpoint-firewall checkpoint-gate`; until then `sysctl -w net.ipv6.conf.all.forwarding=0`',
    },
    again: 'nft -t list table inet checkpoint',
  },
  foreign: {
    level: 'yellow',
    what: { vi: '{name} có địa chỉ IPv6 lạ {address}', en: '{name} has a foreign IPv6 address {address}' },
    meaning: {
      vi: 'điện thoại được cấp địa chỉ không dùng được, mở trang chậm',
      en: 'phones are given addresses that do not work, and open pages slowly',
    },
    remedy: {
      vi: 'tắt việc chia IPv6 (prefix delegation) cho {name} trong dhcpcd hoặc NetworkManager',
      en: 'switch off prefix delegation to {name} in dhcpcd or NetworkManager',
    },
    again: 'ip -6 -br address',
  },
} as const satisfies Faults;

/** Whether a captive phone has a way around the checkpoint over IPv6; the doctor's phone tries it as well. */
export const ipv6: Check = {
  id: 'ipv6',
  name: { vi: 'Đường vòng IPv6', en: 'Ways past by IPv6' },
  faults: FAULTS,
  async look(box) {
    if (box.checkpoint.gate.simulated) return [];
    const findings = [...(await judgeForwarding(box)), ...(await judgeAddresses(box))];
    return findings.length > 0 ? findings : [green({ vi: 'không có', en: 'there is none' })];
  },
};

async function judgeForwarding(box: Box) {
  const forwards = (await box.read('/proc/sys/net/ipv6/conf/all/forwarding'))?.trim() === '1';
  if (!forwards) return [];
  const { chains, rules } = await rulesetOf(box);
  const ours = chains.find(({ table, hook }) => table === TABLE && hook === 'forward');
  const isGuarded = rules.some(({ table, chain }) => table === TABLE && chain === ours?.name);
  return isGuarded ? [] : [found(FAULTS, 'open')];
}

async function judgeAddresses(box: Box) {
  const { access, guest } = box.checkpoint;
  const link = (await linksOf(box)).find(({ name }) => name === access.interface);
  const foreign = (link?.addresses ?? []).filter(
    (address) => address.includes(':') && !address.startsWith('fe80:') && address !== guest.ipv6?.address,
  );
  return foreign.map((address) => found(FAULTS, 'foreign', { name: access.interface, address }));
}

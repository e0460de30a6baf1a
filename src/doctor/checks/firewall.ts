import type { Finding } from '../../domain/finding.ts';
import { ARP_TABLE, TABLE } from '../../domain/rules/names.ts';
import type { Box } from '../box.ts';
import type { Check } from '../check.ts';
import { type Faults, found } from '../fault.ts';
import {
  type Chain,
  drops,
  isForAll,
  names,
  type Rendered,
  type Rule,
  type Ruleset,
  readRendered,
  rulesetOf,
} from '../ruleset.ts';
import { green } from '../words.ts';

const FILE = 'etc/checkpoint-portal/system/nftables.conf';
const LOAD = {
  vi: 'chạy `systemctl restart checkpoint-firewall checkpoint-gate`',
  en: 'run `systemctl restart checkpoint-firewall checkpoint-gate`',
};
const OTHERS = {
  vi: 'tìm chương trình đã nạp bảng này (docker, ufw, firewalld) bằng `nft list table {table}`, tắt nó hoặc cho phép {access}',
  en: '`nft list table {table}` shows whose it is (docker, ufw, firewalld); stop it, or let it pass {access}',
};

const FAULTS = {
  gone: {
    level: 'red',
    what: {
      vi: 'tường lửa của chốt (bảng {table}) không có trong nhân',
      en: "the checkpoint's firewall (the table {table}) is not in the kernel",
    },
    meaning: {
      vi: 'trang hướng dẫn không tự hiện, khách không có mạng hoặc đi vòng qua chốt',
      en: 'the guide does not come up; travelers get no internet, or go past the checkpoint',
    },
    remedy: LOAD,
    again: 'nft list tables',
  },
  set: {
    level: 'red',
    what: { vi: 'tường lửa thiếu danh sách {sets}', en: 'the firewall lacks the sets {sets}' },
    meaning: {
      vi: 'bấm nút không mở được mạng, hoặc trang khai báo không mở',
      en: 'the button opens nothing, or the declaration does not open',
    },
    remedy: LOAD,
    again: 'nft -t list table inet checkpoint',
  },
  altered: {
    level: 'red',
    what: {
      vi: 'tường lửa bị sửa: chuỗi {chains} thiếu luật',
      en: 'the firewall was altered: the chains {chains} lack rules',
    },
    meaning: {
      vi: 'khách không có mạng, hoặc đi vòng qua chốt',
      en: 'travelers get no internet, or go past the checkpoint',
    },
    remedy: LOAD,
    again: 'nft -t list table inet checkpoint',
  },
  policy: {
    level: 'red',
    what: {
      vi: 'bảng {table} của chương trình khác chặn mọi gói ở {hook}',
      en: "another program's table {table} drops all at {hook}",
    },
    meaning: { vi: 'khách bấm nút mà không có mạng', en: 'travelers tap and are not online' },
    remedy: OTHERS,
  },
  rule: {
    level: 'yellow',
    what: {
      vi: 'bảng {table} của chương trình khác có luật chặn {access}',
      en: "another program's table {table} has a rule that drops packets of {access}",
    },
    meaning: {
      vi: 'một phần của mạng khách có thể bị chặn',
      en: "a part of the guests' network may be shut",
    },
    remedy: OTHERS,
  },
  redirect: {
    level: 'yellow',
    what: {
      vi: 'bảng {table} của chương trình khác lấy cổng {port}',
      en: "another program's table {table} takes port {port}",
    },
    meaning: {
      vi: 'câu hỏi của khách có thể tới nhầm chỗ',
      en: "guests' questions may go to the wrong place",
    },
    remedy: OTHERS,
  },
  legacy: {
    level: 'red',
    what: {
      vi: 'iptables kiểu cũ chặn chuyển tiếp (FORWARD DROP)',
      en: 'old iptables drops what is forwarded (FORWARD DROP)',
    },
    meaning: { vi: 'khách bấm nút mà không có mạng', en: 'travelers tap and are not online' },
    remedy: {
      vi: 'chạy `iptables-legacy -P FORWARD ACCEPT`, tắt chương trình đã đặt luật đó',
      en: 'run `iptables-legacy -P FORWARD ACCEPT`, and stop the program that has set it',
    },
    again: 'iptables-legacy -S FORWARD',
  },
  flushed: {
    level: 'yellow',
    what: {
      vi: 'nftables.service xóa mọi luật (flush ruleset) khi khởi động, sau luật của chốt',
      en: 'nftables.service empties all rules (flush ruleset) at boot, after those of the checkpoint',
    },
    meaning: {
      vi: 'sau mỗi lần bật máy, mạng khách hở vài giây',
      en: "for some seconds after each boot the guests' network has no rules",
    },
    remedy: { vi: 'chạy `systemctl disable nftables`', en: 'run `systemctl disable nftables`' },
  },
} as const satisfies Faults;

/** Our table in the kernel, and whether another program's is in its way. */
export const firewall: Check = {
  id: 'firewall',
  name: { vi: 'Tường lửa', en: 'Firewall' },
  faults: FAULTS,
  async look(box) {
    if (box.checkpoint.gate.simulated) return [];
    const ruleset = await rulesetOf(box);
    const findings = [
      ...judgeOurs(ruleset, readRendered(box.systemFiles[FILE] ?? '')),
      ...judgeOthers(ruleset, box),
      ...(await judgeLegacy(box)),
      ...(await judgeBoot(box)),
    ];
    if (findings.length > 0) return findings;
    return [green({ vi: 'còn nguyên, không ai cản', en: 'is whole, and nobody is in its way' })];
  },
};

function judgeOurs({ sets, chains, rules }: Ruleset, rendered: Rendered): readonly Finding[] {
  const gone = [TABLE, ARP_TABLE].filter((table) => !chains.some((chain) => chain.table === table));
  if (gone.length > 0) return gone.map((table) => found(FAULTS, 'gone', { table }));
  const lost = rendered.sets.filter(
    ({ table, name }) => !sets.some((set) => set.table === table && set.name === name),
  );
  const short = rendered.chains.filter(
    (wanted) =>
      rules.filter(({ table, chain }) => table === wanted.table && chain === wanted.name).length <
      wanted.rules,
  );
  return [
    ...(lost.length > 0 ? [found(FAULTS, 'set', { sets: list(lost) })] : []),
    ...(short.length > 0 ? [found(FAULTS, 'altered', { chains: list(short) })] : []),
  ];
}

function list(named: readonly { readonly name: string }[]): string {
  return named.map(({ name }) => name).join(', ');
}

/** What another table drops stays dropped, whatever ours says. */
function judgeOthers({ chains, rules }: Ruleset, { checkpoint }: Box): readonly Finding[] {
  const access = checkpoint.access.interface;
  const foreign = chains.filter(
    ({ table, hook }) =>
      table !== TABLE && table !== ARP_TABLE && hook !== undefined && hook !== 'output' && hook !== 'egress',
  );
  return foreign.flatMap((chain) => {
    const { table, hook = '' } = chain;
    const inTable = rules.filter((rule) => rule.table === table);
    if (isShut(chain, inTable, access)) return [found(FAULTS, 'policy', { table, hook, access })];
    const port = takenPort(
      inTable.filter((rule) => rule.chain === chain.name),
      access,
    );
    return [
      ...(inTable.some((rule) => names(rule, access) && drops(rule))
        ? [found(FAULTS, 'rule', { table, access })]
        : []),
      ...(port === undefined ? [] : [found(FAULTS, 'redirect', { table, port, access })]),
    ];
  });
}

/** A table that knows the guests' interface may well let it pass: the doctor's phone tells. */
function isShut({ name, policy }: Chain, inTable: readonly Rule[], access: string): boolean {
  const knowsGuests = inTable.some((rule) => names(rule, access));
  const dropsAll = inTable.some((rule) => rule.chain === name && drops(rule) && isForAll(rule));
  return (policy === 'drop' && !knowsGuests) || dropsAll;
}

/** DNS and the sign-in's question. */
const TAKEN = /"field":"dport"}},"right":(53|80)\b/;

function takenPort(rules: readonly Rule[], access: string): number | undefined {
  for (const rule of rules) {
    const text = JSON.stringify(rule.expressions);
    if (!/"(redirect|dnat)"/.test(text) || (text.includes('"iifname"') && !names(rule, access))) continue;
    const port = TAKEN.exec(text)?.[1];
    if (port !== undefined) return Number(port);
  }
  return undefined;
}

/** Asked only where the kernel has such rules: the question alone would load their modules. */
async function judgeLegacy(box: Box): Promise<readonly Finding[]> {
  const tables = await box.read('/proc/net/ip_tables_names');
  if (!tables?.split('\n').includes('filter')) return [];
  const { stdout } = await box.run('iptables-legacy', ['-S', 'FORWARD']);
  return stdout.includes('-P FORWARD DROP') ? [found(FAULTS, 'legacy')] : [];
}

async function judgeBoot(box: Box): Promise<readonly Finding[]> {
  if (!/^\s*flush ruleset/m.test((await box.read('/etc/nftables.conf')) ?? '')) return [];
  const { stdout } = await box.run('systemctl', ['is-enabled', 'nftables.service']);
  if (stdout.trim() !== 'enabled') return [];
  const order = await box.run('systemctl', [
    'show',
    '--property=After',
    '--value',
    'checkpoint-firewall.service',
  ]);
  const isLast = order.stdout.split(/\s+/).includes('nftables.service');
  return isLast ? [] : [found(FAULTS, 'flushed')];
}

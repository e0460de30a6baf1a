import type { Box } from './box.ts';

/** The kernel's firewall, as `nft` lists it: all tables of all programs, without what is in their sets. */
export interface Ruleset {
  readonly sets: readonly Named[];
  readonly chains: readonly Chain[];
  readonly rules: readonly Rule[];
}

interface Named {
  /** `inet checkpoint`. */
  readonly table: string;
  readonly name: string;
}

export interface Chain extends Named {
  /** Where packets come into it; undefined: from other chains only. */
  readonly hook: string | undefined;
  readonly policy: string | undefined;
}

export interface Rule {
  readonly table: string;
  readonly chain: string;
  /** What it looks at and does, as nft's JSON has it. */
  readonly expressions: readonly object[];
}

interface Item {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly hook?: string;
  readonly policy?: string;
  readonly chain?: string;
  readonly expr?: readonly object[];
}

/** Rejects where nft may not be asked. */
export async function rulesetOf(box: Box): Promise<Ruleset> {
  const { code, stdout, stderr } = await box.run('nft', ['--terse', '--json', 'list', 'ruleset']);
  if (code !== 0) throw new Error(stderr.trim().split('\n')[0] || 'nft');
  const { nftables } = JSON.parse(stdout) as { nftables: readonly Record<string, Item>[] };
  const all = (kind: string) => nftables.flatMap((row) => row[kind] ?? []);
  const place = ({ family, table, name }: Item) => ({ table: `${family} ${table}`, name });
  return {
    sets: all('set').map(place),
    chains: all('chain').map((chain) => ({ ...place(chain), hook: chain.hook, policy: chain.policy })),
    rules: all('rule').map(({ family, table, chain = '', expr = [] }) => ({
      table: `${family} ${table}`,
      chain,
      expressions: expr,
    })),
  };
}

/** Whether the rule names the interface. */
export function names({ expressions }: Rule, device: string): boolean {
  return JSON.stringify(expressions).includes(`"${device}"`);
}

/** Whether the rule ends a packet's way. */
export function drops({ expressions }: Rule): boolean {
  return expressions.some((expression) => 'drop' in expression || 'reject' in expression);
}

/** Whether the rule looks at nothing before it does what it does. */
export function isForAll({ expressions }: Rule): boolean {
  return expressions.every((expression) => ['drop', 'reject', 'counter'].some((key) => key in expression));
}

/** A file of rules for `nft -f`, as far as it tells what must be there. */
export interface Rendered {
  readonly sets: readonly Named[];
  /** With the number of its rules. */
  readonly chains: readonly (Named & { readonly rules: number })[];
}

export function readRendered(text: string): Rendered {
  const sets: Named[] = [];
  const chains: (Named & { rules: number })[] = [];
  let table = '';
  let isInChain = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    const [, kind, name = ''] = /^(table|set|chain) ([\w ]+?) \{$/.exec(line) ?? [];
    const chain = chains.at(-1);
    if (kind === 'table') table = name;
    else if (kind === 'set') sets.push({ table, name });
    else if (kind === 'chain') chains.push({ table, name, rules: 0 });
    else if (chain && isInChain && line !== '' && !/^(\}|#|type )/.test(line)) chain.rules += 1;
    if (kind !== undefined || line === '}') isInChain = kind === 'chain';
  }
  return { sets, chains };
}

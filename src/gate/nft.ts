import { GateError, type Grant } from '../domain/gate.ts';
import { type Mac, parseMac } from '../domain/mac.ts';
import { ARP_TABLE, GRANTED, TABLE } from '../domain/rules/names.ts';
import { CommandError, runCommand } from '../platform/run-command.ts';
import { createBatcher } from './batcher.ts';

/** Two of these, the batch under way and one's own, are less than the portal waits for an answer. */
const BATCH_MS = 1000;
/** A list of 20,000 clients takes a Pi some seconds, and nobody waits at the barrier for it. */
const LIST_MS = 8000;

/** The kernel's firewall through `nft`. Text goes in on standard input; no shell, and no string of a stranger in it but a MAC. */
export interface Nft {
  /**
   * Loads the whole ruleset in one transaction, with these clients let through; who else was let through stays. A table that
   * an older version left and that does not fit is replaced. @throws {GateError}
   */
  load(ruleset: string, grants: readonly Grant[]): Promise<void>;
  grant(mac: Mac, seconds: number): Promise<void>;
  revoke(mac: Mac): Promise<void>;
  list(): Promise<readonly Grant[]>;
  /** Our tables as the kernel has them, without what is in the sets; undefined where one is missing. */
  rules(): Promise<string | undefined>;
  /** Empties sets of our table. */
  empty(sets: readonly string[]): Promise<void>;
}

export function createNft(command = 'nft'): Nft {
  const nft = createRunner(command);
  const batcher = createBatcher<string>(
    async (items) => void (await nft(['-f', '-'], { input: items.join('\n'), timeoutMs: BATCH_MS })),
    (error) => error instanceof GateError && error.code === 'full',
  );
  let listing: Promise<readonly Grant[]> | undefined;
  const load = (text: string) => nft(['-f', '-'], { input: text, timeoutMs: LIST_MS });
  return {
    async load(ruleset, grants) {
      const text = [ruleset, ...grants.map(({ mac, seconds }) => setGrant(mac, seconds))].join('\n');
      try {
        await load(text);
      } catch (error) {
        await load(`table ${TABLE} {}\ndelete table ${TABLE}\n${text}`).catch(() => {
          throw error;
        });
      }
    },
    grant: (mac, seconds) => batcher.submit(setGrant(mac, seconds)),
    revoke: (mac) => batcher.submit(`${element('add', mac)}\n${element('delete', mac)}`),
    list() {
      // Whoever asks while one is under way shares it, so that asking costs one process at a time.
      listing ??= nft(['-j', 'list', 'set', ...TABLE.split(' '), GRANTED], { timeoutMs: LIST_MS })
        .then(parseGrants)
        .finally(() => {
          listing = undefined;
        });
      return listing;
    },
    rules: () => readRules(nft),
    empty: async (sets) => void (await load(sets.map((set) => `flush set ${TABLE} ${set}`).join('\n'))),
  };
}

/** A process for each: asked for two tables at once, nft 1.0.6 reads only the last one and says that the first is not there. */
async function readRules(nft: Runner): Promise<string | undefined> {
  const texts = [TABLE, ARP_TABLE].map((table) =>
    nft(['--terse', 'list', 'table', ...table.split(' ')], { timeoutMs: LIST_MS }),
  );
  try {
    return (await Promise.all(texts)).join('');
  } catch (error) {
    if (error instanceof GateError && error.message.includes('No such file')) return undefined;
    throw error;
  }
}

type Runner = ReturnType<typeof createRunner>;

function createRunner(command: string) {
  return async (args: readonly string[], options: { input?: string; timeoutMs: number }): Promise<string> => {
    try {
      return await runCommand(command, args, options);
    } catch (error) {
      throw faultOf(error);
    }
  };
}

/**
 * Adding an element that exists lengthens its timeout on kernel 6.18 but not on 6.1, and deleting one that does not exist
 * fails the whole transaction. Add, delete, add is right on both.
 */
function setGrant(mac: Mac, seconds: number): string {
  return `${element('add', mac)}\n${element('delete', mac)}\n${element('add', mac, seconds)}`;
}

function element(verb: 'add' | 'delete', mac: Mac, seconds?: number): string {
  const timeout = seconds === undefined ? '' : ` timeout ${seconds}s`;
  return `${verb} element ${TABLE} ${GRANTED} { ${mac}${timeout} }`;
}

/**
 * A full set answers ENFILE, which nft prints as "Too many open files in system". Only the first line of what nft says is
 * passed on: the next ones repeat the command with the client's address in it.
 */
function faultOf(error: unknown): GateError {
  if (!(error instanceof CommandError)) return new GateError('kernel', 'nft failed');
  const [said = ''] = error.stderr.split('\n');
  return new GateError(said.includes('Too many open files') ? 'full' : 'kernel', said || error.message);
}

/** `{"nftables":[…,{"set":{"elem":[{"elem":{"val":"02:…","timeout":7200,"expires":7100}}]}}]}` */
function parseGrants(json: string): readonly Grant[] {
  const { nftables } = JSON.parse(json) as { nftables: { set?: { elem?: unknown[] } }[] };
  const elements = nftables.find(({ set }) => set)?.set?.elem ?? [];
  return elements.flatMap((item) => {
    const { val, expires } = (item as { elem?: { val?: unknown; expires?: unknown } }).elem ?? {};
    const mac = parseMac(val);
    return mac && typeof expires === 'number' ? [{ mac, seconds: expires }] : [];
  });
}

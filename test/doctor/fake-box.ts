import type { Box, Said } from '../../src/doctor/box.ts';
import type { Signals } from '../../src/domain/uplink.ts';
import { exampleCheckpoint } from '../example.ts';

/** What a box of a test answers; what is not named is not there. */
export interface FakeBox
  extends Partial<Pick<Box, 'checkpoint' | 'node' | 'systemFiles' | 'epochMs' | 'monotonicMs'>> {
  /** By the whole command, as `ip -j link`; a text is said with status 0. */
  readonly commands?: Readonly<Record<string, string | Partial<Said>>>;
  /** What the uplink shows, beside a route, a gateway, names and the web that work. */
  readonly uplink?: Partial<Signals>;
  /** Addresses by `name@server`; who is not named does not answer. */
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly files?: Readonly<Record<string, string>>;
  /** By path; an `Error` rejects. Nothing: the portal does not run. */
  readonly portal?: Readonly<Record<string, unknown>>;
}

const GOOD_UPLINK: Signals = {
  route: true,
  gateway: true,
  dns: true,
  http: true,
  traffic: { sent: 1000, received: 1000 },
};

export function createFakeBox(fake: FakeBox = {}): Box {
  const { commands = {}, files = {}, portal = {}, names = {} } = fake;
  return {
    checkpoint: fake.checkpoint ?? exampleCheckpoint(),
    version: '0.0.0',
    node: fake.node ?? '20.20.2',
    configFile: '/etc/checkpoint-portal/checkpoint.toml',
    systemFiles: fake.systemFiles ?? {},
    epochMs: fake.epochMs ?? (() => Date.parse('2021-02-01T08:00:00+07:00')),
    monotonicMs: fake.monotonicMs ?? (() => 0),
    async run(command, args = []) {
      const said = commands[[command, ...args].join(' ')];
      if (said === undefined) return { code: undefined, stdout: '', stderr: '' };
      return { code: 0, stdout: '', stderr: '', ...(typeof said === 'string' ? { stdout: said } : said) };
    },
    read: async (path) => files[path],
    uplink: async () => ({ ...GOOD_UPLINK, ...fake.uplink }),
    async resolve(name, server) {
      const addresses = names[`${name}@${server}`];
      if (!addresses) throw new Error('queryA ETIMEOUT');
      return addresses;
    },
    list: async (path) => [
      ...new Set(
        Object.keys(files).flatMap((file) =>
          file.startsWith(`${path}/`) ? [file.slice(path.length + 1).split('/')[0] ?? ''] : [],
        ),
      ),
    ],
    async ask(path) {
      const answer = portal[path];
      if (answer === undefined || answer instanceof Error)
        throw answer ?? new Error('the portal does not run');
      return answer;
    },
  };
}

import type { Box, Said } from '../../src/doctor/box.ts';
import { exampleCheckpoint } from '../example.ts';

/** What a box of a test answers; what is not named is not there. */
export interface FakeBox extends Partial<Pick<Box, 'checkpoint' | 'epochMs' | 'monotonicMs'>> {
  /** By the whole command, as `ip -j link`; a text is said with status 0. */
  readonly commands?: Readonly<Record<string, string | Partial<Said>>>;
  readonly files?: Readonly<Record<string, string>>;
  /** By path; an `Error` rejects. Nothing: the portal does not run. */
  readonly portal?: Readonly<Record<string, unknown>>;
}

export function createFakeBox(fake: FakeBox = {}): Box {
  const { commands = {}, files = {}, portal = {} } = fake;
  return {
    checkpoint: fake.checkpoint ?? exampleCheckpoint(),
    version: '0.0.0',
    epochMs: fake.epochMs ?? (() => Date.parse('2021-02-01T08:00:00+07:00')),
    monotonicMs: fake.monotonicMs ?? (() => 0),
    async run(command, args = []) {
      const said = commands[[command, ...args].join(' ')];
      if (said === undefined) return { code: undefined, stdout: '', stderr: '' };
      return { code: 0, stdout: '', stderr: '', ...(typeof said === 'string' ? { stdout: said } : said) };
    },
    read: async (path) => files[path],
    list: async (path) =>
      Object.keys(files).flatMap((file) =>
        file.startsWith(`${path}/`) ? [file.slice(path.length + 1)] : [],
      ),
    async ask(path) {
      const answer = portal[path];
      if (answer === undefined || answer instanceof Error)
        throw answer ?? new Error('the portal does not run');
      return answer;
    },
  };
}

import { Readable } from 'node:stream';
import { run } from '../../src/cli/run.ts';
import { ROOT } from '../example.ts';

/** The command line with these words, on a machine that speaks `language`, to whom somebody types `typed`. */
export async function cli(words: readonly string[], language = '', typed = '') {
  const said = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      said[name] += text;
    },
  });
  const { signal } = new AbortController();
  const context = {
    root: ROOT,
    version: '1.2.3',
    journal: false,
    ending: () => signal,
    stdin: Readable.from([typed]),
    stdout: output('stdout'),
    stderr: output('stderr'),
  };
  const status = await run(words, { ...context, language });
  return { status, ...said };
}

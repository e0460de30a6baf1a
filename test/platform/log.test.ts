import { expect, test } from 'vitest';
import { createLog } from '../../src/platform/log.ts';

test('a line is one line, with a level for journald and the causes of an error', () => {
  const lines: string[] = [];
  const log = createLog({ write: (text: string) => lines.push(text) }, true);
  log.info('ready');
  log.warn('two\nlines');
  log.error('cannot listen', new Error('port 8080', { cause: new Error('EADDRINUSE') }));
  expect(lines).toEqual(['<6>ready\n', '<4>two | lines\n', '<3>cannot listen: port 8080: EADDRINUSE\n']);
});

test('on a terminal there are no levels', () => {
  const lines: string[] = [];
  createLog({ write: (text: string) => lines.push(text) }, false).info('ready');
  expect(lines).toEqual(['ready\n']);
});

import { expect, test } from 'vitest';
import { CommandError, runCommand } from '../../src/platform/run-command.ts';

test('what goes in and comes out is text, with no shell between', async () => {
  expect(await runCommand('cat', [], { input: '$(id) ; `id`\n', timeoutMs: 2000 })).toBe('$(id) ; `id`\n');
  expect(await runCommand('echo', ['$(id); ok'], { timeoutMs: 2000 })).toBe('$(id); ok\n');
});

test.each([
  ['a command that fails', 'sh', ['-c', 'echo 02:00:00:00:00:01 >&2; exit 3'], 'sh ended with status 3'],
  ['one that does not end', 'sleep', ['60'], 'sleep ended with SIGKILL'],
  ['one that there is not', '/no/such', [], '/no/such: spawn /no/such ENOENT'],
])('%s is said so, and what it printed is kept apart', async (_, command, args, message) => {
  const failed = runCommand(command, args, { timeoutMs: 300 });
  await expect(failed).rejects.toThrow(CommandError);
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.not.toThrow('02:00');
});

test('a command that reads nothing of a long input is judged by its status', async () => {
  expect(await runCommand('true', [], { input: 'x'.repeat(1 << 20), timeoutMs: 2000 })).toBe('');
});

import { spawn } from 'node:child_process';

/** A command that failed: it could not be started, ended with a fault, or was ended for taking too long. */
export class CommandError extends Error {
  /** What the command said on standard error. Kept out of the message: nft repeats its input, which names a client. */
  readonly stderr: string;

  constructor(message: string, stderr: string) {
    super(message);
    this.name = 'CommandError';
    this.stderr = stderr;
  }
}

const OUTPUT_BYTES_AT_MOST = 16 * 1024 * 1024;

/**
 * Runs a program without a shell and resolves to its standard output. `timeoutMs` bounds it: past that it is killed.
 * @throws {CommandError}
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { input = '', timeoutMs }: { input?: string; timeoutMs: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { timeout: timeoutMs, killSignal: 'SIGKILL' });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (stdout.length > OUTPUT_BYTES_AT_MOST) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < 64 * 1024) stderr += text;
    });
    child.on('error', (error) => reject(new CommandError(`${command}: ${error.message}`, '')));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new CommandError(`${command} ended with ${signal ?? `status ${code}`}`, stderr));
    });
    // A program that ends without reading its input is judged by its status, not by the broken pipe.
    child.stdin.on('error', () => undefined).end(input);
  });
}

import { type IncomingHttpHeaders, request } from 'node:http';
import type { Checkpoint } from '../domain/checkpoint.ts';
import { printable } from '../domain/printable.ts';
import type { Tongue } from '../domain/text.ts';
import { CommandFault, type Context, EXIT } from './command.ts';

const ANSWER_MS = 5000;
/** A year of counts by the hour is some megabytes; a portal that was taken over could answer without end. */
const ANSWER_CHARACTERS_AT_MOST = 64 * 1024 * 1024;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Bytes go as they are, all else as JSON. */
  readonly body?: unknown;
  /** How long the answer may take, where it takes longer than most. */
  readonly waitMs?: number;
}

/** An answer as it came: a signature is over each of its letters. */
export interface PortalAnswer {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Asks the running portal over its control socket; resolves to the value that it answered. @throws {CommandFault} as `askPortalText` does. */
export async function askPortal(
  context: Context,
  checkpoint: Checkpoint,
  question: Question,
): Promise<unknown> {
  const { text } = await askPortalText(context, checkpoint, question);
  return text === '' ? undefined : JSON.parse(text);
}

/**
 * Asks the running portal over its control socket.
 * @throws {CommandFault} where it does not run, or says that something is wrong.
 */
export async function askPortalText(
  { tongue }: Context,
  { storage }: Checkpoint,
  question: Question,
): Promise<PortalAnswer> {
  const answer = await exchange(storage.controlSocket, question, tongue).catch((error) => {
    throw notRunning(storage.controlSocket, error);
  });
  const { status, text } = answer;
  if (status < 400) return answer;
  const { error } = JSON.parse(text) as { error: { message: string; hint: string } };
  const [message, hint] = [printable(error.message), printable(error.hint)];
  const told = { vi: `${message}\n    Cách sửa: ${hint}`, en: `${message}\n    Remedy: ${hint}` };
  throw new CommandFault(told, status === 400 ? EXIT.usage : EXIT.fault);
}

function exchange(
  socketPath: string,
  { method = 'GET', path, body, waitMs = ANSWER_MS }: Question,
  tongue: Tongue,
): Promise<PortalAnswer & { readonly status: number }> {
  const asking = { 'Content-Type': 'application/json', 'Accept-Language': tongue };
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path, headers: asking, timeout: waitMs }, (response) => {
      const { statusCode: status = 0, headers } = response;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > ANSWER_CHARACTERS_AT_MOST) asked.destroy(new Error('it answers without end'));
      });
      response.on('end', () => resolve({ status, headers, text }));
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${waitMs} ms`)));
    asked.on('error', reject);
    asked.end(body === undefined ? '' : body instanceof Uint8Array ? body : JSON.stringify(body));
  });
}

function notRunning(socket: string, error: NodeJS.ErrnoException): CommandFault {
  if (error.code === 'EACCES') {
    return new CommandFault({
      vi: `không có quyền mở ${socket}\n    Cách sửa: chạy lệnh với sudo`,
      en: `may not open ${socket}\n    Remedy: run the command with sudo`,
    });
  }
  return new CommandFault({
    vi: `portal không trả lời ở ${socket} (${error.message})\n    Cách sửa: \`sudo systemctl restart checkpoint-portal\`; nếu vẫn vậy: \`sudo journalctl -u checkpoint-portal -n 20\`; bản chạy thử (--demo) thì mở nó lên`,
    en: `the portal does not answer at ${socket} (${error.message})\n    Remedy: \`sudo systemctl restart checkpoint-portal\`; if that does not help: \`sudo journalctl -u checkpoint-portal -n 20\`; of a demo on a laptop: start it`,
  });
}

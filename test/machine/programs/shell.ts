import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** What the script printed; rejects with what it complained of. It and all that it started end within `seconds`. */
export function sh(script: string, seconds = 20): Promise<string> {
  return new Promise((resolve, reject) => {
    const words = ['-k', '2', String(seconds), 'sh', '-c', script];
    execFile('timeout', words, { maxBuffer: 16 << 20 }, (error, out, complaints) => {
      if (error) reject(new Error(`${script}: ${error.code} ${complaints.trim().slice(-300)}`));
      else resolve(out.trim());
    });
  });
}

/** The first answer that is true of anything, asked for again and again. */
export async function until<T>(
  what: string,
  seconds: number,
  ask: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let last: unknown = 'never';
  while (performance.now() < end) {
    const answer = await ask().catch((error) => {
      last = error;
      return undefined;
    });
    if (answer) return answer;
    await wait(200);
  }
  throw new Error(`not within ${seconds} s: ${what} (${last})`);
}

/** Does it and tells the world outside, with what it says, whatever comes of it. Answers whether it held. */
export async function find(name: string, work: () => Promise<unknown>): Promise<boolean> {
  const start = performance.now();
  const tell = (ok: boolean, detail: string) => {
    const seconds = (performance.now() - start) / 1000;
    process.stdout.write(`${JSON.stringify({ name, ok, seconds, detail })}\n`);
    return ok;
  };
  try {
    const said = await work();
    return tell(true, typeof said === 'string' ? said : '');
  } catch (error) {
    return tell(false, error instanceof Error ? error.message : String(error));
  }
}

export function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

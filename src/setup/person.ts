import { createInterface } from 'node:readline';

/** Somebody at a terminal, or a file that answers for them. */
export interface Person {
  tell(text: string): void;
  /** What they typed, without blanks around it; undefined once they have gone. */
  ask(prompt: string): Promise<string | undefined>;
}

export function createPerson(
  input: NodeJS.ReadableStream,
  output: { write(text: string): unknown },
): Person & { close(): void } {
  const lines = createInterface({ input, terminal: false });
  // Lines that come before they are asked for wait here, and whoever asks first waits for the next.
  const iterator = lines[Symbol.asyncIterator]();
  return {
    tell: (text) => void output.write(text),
    async ask(prompt) {
      output.write(prompt);
      const { value, done } = await iterator.next();
      return done ? undefined : String(value).trim();
    },
    close: () => lines.close(),
  };
}

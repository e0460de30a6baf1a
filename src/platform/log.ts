/** One line an event, for journald, which adds the time. No line ever carries an address or a User-Agent. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** A log onto a stream. The `<n>` in front is a syslog level, which journald understands (sd-daemon(3)). */
export function createLog(stream: { write(text: string): unknown }, levels: boolean): Log {
  const line = (level: number, message: string) =>
    stream.write(`${levels ? `<${level}>` : ''}${message.replaceAll('\n', ' | ')}\n`);
  return {
    info: (message) => line(6, message),
    warn: (message) => line(4, message),
    error: (message, cause) => line(3, cause === undefined ? message : `${message}: ${reasonOf(cause)}`),
  };
}

/** What an error says, with the causes under it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${reasonOf(error.cause)}`;
}

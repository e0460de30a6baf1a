/** Long work tells where it is. */
export function say(line: string): void {
  process.stdout.write(`package: ${line}\n`);
}

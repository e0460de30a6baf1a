/** Long work tells where it is. */
export type Say = (line: string) => void;

/** @param suite what each line begins with */
export function sayer(suite: string): Say {
  return (line) => void process.stdout.write(`${suite}: ${line}\n`);
}

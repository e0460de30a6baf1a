import type { Box } from './box.ts';

/** When the portal's unit was started, by the wall clock of now; undefined where systemd does not say. */
export async function startOf(box: Box): Promise<number | undefined> {
  const said = await box.run('systemctl', [
    'show',
    '--property=ActiveEnterTimestampMonotonic',
    '--value',
    'checkpoint-portal.service',
  ]);
  const sinceBootUs = Number(said.stdout.trim());
  if (said.code !== 0 || !(sinceBootUs > 0)) return undefined;
  // A second for the rounding of a file's time to whole ones.
  return box.epochMs() - (box.monotonicMs() - sinceBootUs / 1000) + 1000;
}

import { box } from './box.ts';

/** Of Vietnam: what was counted before midnight may lie in the day before. */
const DAYS = '--from $(TZ=UTC-7 date -d yesterday +%F) --to $(TZ=UTC-7 date +%F)';

/** The checkpoint's totals, as JSON. */
export async function figures(): Promise<string> {
  const said = JSON.parse(await box(`checkpoint-portal counts --json ${DAYS}`, 30)) as { totals: object };
  return JSON.stringify(said.totals);
}

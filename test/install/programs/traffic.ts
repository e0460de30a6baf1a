import { setTimeout as wait } from 'node:timers/promises';
import { tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { mark, tellAll } from './box.ts';

/** Downloads without end, and taps; each tap is told when it is acknowledged. It ends with the power. */
export async function useUntilTheCut(phone: Phone): Promise<void> {
  await Promise.all([download(phone), tapOn(phone)]).catch(async (error) => {
    process.stdout.write(
      `${JSON.stringify({ name: 'traffic', ok: false, seconds: 0, detail: String(error) })}\n`,
    );
    await tellAll();
  });
}

async function download(phone: Phone): Promise<void> {
  for (;;) await phone.at('curl -s -o /dev/null --max-time 20 http://198.18.10.10/bytes/300000');
}

async function tapOn(phone: Phone): Promise<void> {
  for (;;) {
    await tap(phone);
    mark('tap');
    await wait(100);
  }
}

import Database from 'better-sqlite3';
import { OPEN, PORTAL, PROBE, tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, until } from '../../machine/programs/shell.ts';
import { box, mark } from './box.ts';
import { figures } from './figures.ts';

/** How long it may take at most is judged outside; here nothing waits for ever. */
const PATIENCE = 240;

/** The power is back, and all is as it was. */
export async function findReturn(phone: Phone): Promise<boolean> {
  const held = [
    await findPhone(phone),
    await find('the ledger is whole, as the cut has left it', lookAtLedger),
    await find('nothing has failed', lookAtBox),
  ];
  return !held.includes(false);
}

/** Nobody touches the box: the phone looks for it until it is online again. */
export async function findPhone(phone: Phone): Promise<boolean> {
  const held = [
    await find('the network is there', () =>
      until('an address', PATIENCE, async () => {
        await phone.join(OPEN);
        return phone.lease();
      }),
    ),
    await find('the portal catches the phone', () =>
      until('302', PATIENCE, async () => (await phone.ask(PROBE)).startsWith(`302 ${PORTAL}`) && 'yes'),
    ),
  ];
  mark('the portal answers');
  let tries = 0;
  const tryTap = () => {
    tries += 1;
    return tap(phone);
  };
  held.push(await find('a tap', () => until('online', PATIENCE, tryTap)));
  mark('the phone is online', `${tries} taps`);
  held.push(await find('figures', () => until('figures', PATIENCE, figures)));
  return !held.includes(false);
}

/** A copy from before the portal's start, as to open it would mend it. */
async function lookAtLedger(): Promise<string> {
  const database = new Database('/run/trial-ledger/ledger.db');
  const said = database.pragma('integrity_check', { simple: true });
  database.close();
  expect(said === 'ok', String(said));
  return 'ok';
}

/** Throws where a unit has failed or the card's file system was found broken. */
export async function lookAtBox(): Promise<string> {
  const failed = await box('systemctl --failed --plain --no-legend; dmesg | grep "EXT4-fs error"; true');
  expect(failed === '', failed);
  return '';
}

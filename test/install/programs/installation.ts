import { arrive, PORTAL, PROBE, tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, until } from '../../machine/programs/shell.ts';
import { box, mark, type, uptime } from './box.ts';
import { figures } from './figures.ts';

/** What a technician types, from the login on. */
const TYPED = ['mount /dev/vdb /mnt', 'sh /mnt/install.sh --answers /mnt/answers'];

/** A technician with a stick, then the first traveler. Answers whether all held. */
export async function findInstallation(phone: Phone): Promise<boolean> {
  mark('the bare box is up');
  const start = uptime();
  const held = [
    await find('the box has none of what it is to become', async () => {
      const said = await box('command -v node dnsmasq hostapd nft checkpoint-portal ip; true');
      expect(said === '', said);
      return '';
    }),
    await find('nobody on the internet has packages for it', async () => {
      const said = await box('apt-get -o Acquire::Retries=0 update 2>&1; true', 60);
      expect(/Temporary failure|Could not resolve|Failed to fetch/.test(said), said);
      return '';
    }),
  ];
  for (const line of TYPED) {
    held.push(await find(`"${line}"`, () => type(line, 1500)));
    if (held.includes(false)) return false;
  }
  mark(
    'the installation is done',
    `${(uptime() - start).toFixed(1)} s, ${TYPED.join('').length + TYPED.length} keys`,
  );
  held.push(await arrive(phone));
  held.push(
    await find('its probe is sent to the portal', () =>
      until('302', 60, async () => (await phone.ask(PROBE)).startsWith(`302 ${PORTAL}`) && 'yes'),
    ),
  );
  held.push(await find('from tap to online', () => tap(phone)));
  mark('the phone is online', `1 tap, ${(uptime() - start).toFixed(1)} s after the first key`);
  held.push(await find('figures', figures));
  return !held.includes(false);
}

import { arrive, PORTAL, PROBE, tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, until } from '../../machine/programs/shell.ts';

export const GARDEN = 'http://tokhaiyte.vn/';
/** The site's own answer, not ours. */
export const GARDEN_ANSWER = '301 https://tokhaiyte.vn/';

/** A phone arrives over the air, taps and is online; a second one must not reach it; a third stays captive. */
export async function findJourney(one: Phone, two: Phone, three: Phone): Promise<void> {
  await arrive(one);
  await find('its probe is sent to the portal', async () => {
    const said = await until(
      '302',
      20,
      async () => (await one.ask(PROBE)).startsWith(`302 ${PORTAL}`) && 'yes',
    );
    return said;
  });
  await find('the guide opens', async () => {
    // The first page is rendered, and the emulated machine takes its time for that.
    const said = await one.ask(`${PORTAL}/`, '--location --max-time 15');
    expect(said.startsWith('200'), said);
    return '';
  });
  await find('from tap to online', () => tap(one));
  await arrive(two);
  await arrive(three);
  await find('a second phone is online too', () => tap(two));
  await find('a third phone is still captive', async () => {
    const said = await three.ask(PROBE);
    expect(said.startsWith(`302 ${PORTAL}`), said);
    return '';
  });
  await find('the walled garden is open to it', async () => {
    const said = await three.ask(GARDEN);
    expect(said === GARDEN_ANSWER, said);
    return '';
  });
  await find('a phone reaches the box and no other phone', async () => {
    const address = await addressOf(two);
    await one.at('busybox ping -c 1 -W 3 10.77.0.1');
    await two.at('busybox ping -c 1 -W 3 10.77.0.1');
    const reached = await one.at(`busybox ping -c 3 -W 1 ${address}`).then(
      () => true,
      () => false,
    );
    expect(!reached, `it reached ${address}`);
    return '';
  });
}

export async function addressOf(phone: Phone): Promise<string> {
  return (await phone.at(`ip -4 -brief address show ${phone.radio}`)).match(/10\.[\d.]+/)?.[0] ?? 'none';
}

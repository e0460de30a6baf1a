import type { Phone } from './phone.ts';
import { expect, find } from './shell.ts';

export const PROBE = 'http://connectivitycheck.gstatic.com/generate_204';
export const PORTAL = 'http://10.77.0.1';
/** As the technician wrote it: what is on the air must be these bytes. */
export const OPEN = 'ssid="Khai báo y tế"\nkey_mgmt=NONE';

/** Over the air. Answers whether it did. */
export async function arrive(phone: Phone, network = OPEN): Promise<boolean> {
  const associates = await find(`${phone.name} associates`, async () => {
    await phone.join(network);
    return '';
  });
  return (await find(`${phone.name} gets an address`, () => phone.lease())) && associates;
}

/** The tap is answered when the gate is open: the next probe must get through. */
export async function tap(phone: Phone): Promise<string> {
  const accepted = await phone.ask(`${PORTAL}/accept`, '--request POST');
  expect(accepted.startsWith('303'), accepted);
  const online = await phone.ask(PROBE);
  expect(online.startsWith('204'), online);
  return 'online';
}

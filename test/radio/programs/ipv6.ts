import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, sh, until } from '../../machine/programs/shell.ts';

/** A name that has no IPv4 address. */
const PROBE6 = 'http://ipv6.msftconnecttest.com/connecttest.txt';

/** A phone that speaks no IPv4: what it has it was told by the box's router advertisements. */
export async function findIpv6(phone: Phone): Promise<void> {
  await find('the uplink has IPv6', async () => {
    await until('a route', 30, async () => (await sh('ip -6 route show default')).includes('dev wan0'));
    return sh('ip -6 -brief address show wan0 scope global');
  });
  let portal = '';
  await find('a phone without IPv4 associates and has an address', async () => {
    await phone.join('ssid="Khai báo y tế"\nkey_mgmt=NONE');
    const said = await until('an address', 20, async () => {
      // While an address is tentative the kernel asks from the link-local one, which no router passes on.
      const shown = await phone.at(`ip -brief address show ${phone.radio} scope global -tentative`);
      return shown.includes(' fd') && shown;
    });
    const prefix = said.match(/(fd[0-9a-f]*:[0-9a-f]*:[0-9a-f]*):/)?.[1];
    expect(prefix !== undefined && !said.includes('10.77'), said);
    // The kernel leaves the resolver in an advertisement to programs; the lab has one.
    await phone.at(`echo nameserver ${prefix}::1 > /etc/resolv.conf`);
    portal = `http://[${prefix}::1]`;
    return said;
  });
  await find('its probe is sent to the portal', () =>
    until('302', 20, async () => {
      const said = await phone.ask(PROBE6);
      return said.startsWith(`302 ${portal}`) && said;
    }),
  );
  await find('from tap to online over IPv6', async () => {
    const accepted = await phone.ask(`'${portal}/accept'`, '--request POST', '--globoff');
    expect(accepted.startsWith('303'), accepted);
    const online = await phone.ask(PROBE6);
    expect(online.startsWith('200'), online);
    return online;
  });
}

import { arrive, OPEN, PORTAL, PROBE, tap } from '../../machine/programs/journey.ts';
import type { Phone } from '../../machine/programs/phone.ts';
import { expect, find, sh, until } from '../../machine/programs/shell.ts';
import { addressOf } from './journey.ts';

/** The same network again in transition mode: phones that can are encrypted, those that cannot find what they know. */
export async function findEncryption(plain: Phone, modern: Phone): Promise<void> {
  await find('the radio takes transition mode', async () => {
    await sh('sed -i "s/owe = false/owe = true/" /etc/checkpoint-portal/checkpoint.toml');
    await sh('checkpoint-portal render --out / && systemctl daemon-reload && networkctl reload', 30);
    await sh('systemctl restart checkpoint-hostapd');
    await until('both networks', 60, async () =>
      (await sh('hostapd_cli -i wlan0-owe status')).includes('state=ENABLED'),
    );
    return '';
  });
  await find('the second network is an isolated port too', async () => {
    await until('a port', 20, async () => {
      const link = await sh('ip -d link show wlan0-owe');
      return link.includes('master br0') && link.includes('isolated on');
    });
    return '';
  });
  await arrive(modern, 'ssid="Khai báo y tế"\nkey_mgmt=OWE\nieee80211w=2');
  await find('its air is encrypted, without a password', async () => {
    const said = await modern.at(`wpa_cli -p /var/tmp/${modern.name}/ctrl -i ${modern.radio} status`);
    expect(said.includes('key_mgmt=OWE') && said.includes('pairwise_cipher=CCMP'), said);
    return 'OWE, CCMP';
  });
  await find('it meets the portal', async () => {
    const said = await modern.ask(PROBE);
    expect(said.startsWith(`302 ${PORTAL}`), said);
    return '';
  });
  await find('it is online after the tap', () => tap(modern));
  await arrive(plain, OPEN);
  await find('an open and an encrypted phone do not reach each other', async () => {
    await plain.at('busybox ping -c 1 -W 3 10.77.0.1');
    const reached = await plain.at(`busybox ping -c 3 -W 1 ${await addressOf(modern)}`).then(
      () => true,
      () => false,
    );
    expect(!reached, 'it did');
    return '';
  });
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { sh, until } from './shell.ts';

/** What udhcpc runs with the lease that dnsmasq gave. */
const TAKE_LEASE = `#!/bin/sh
[ "$1" = bound ] || exit 0
ip address flush dev "$interface" scope global
ip address add "$ip/$mask" dev "$interface"
ip route replace default via "$router"
echo "nameserver $dns" > /etc/resolv.conf
`;

/** MHz, of channel 6. A phone looks through all channels, which would take each here five seconds. */
const CHANNEL = 2437;

/** A phone with a radio of its own in a network namespace of its own. */
export interface Phone {
  readonly name: string;
  readonly radio: string;
  readonly mac: string;
  /** What the script printed, run on the phone. */
  at(script: string, seconds?: number): Promise<string>;
  /** Joins a network given as wpa_supplicant.conf(5) has it, leaving the one before; resolves when associated. */
  join(network: string): Promise<void>;
  /** Gets an address, and gives it. */
  lease(): Promise<string>;
  /** `302 http://10.77.0.1/…`: status and redirect of one request that follows none; status 000 for no answer. */
  ask(url: string, ...options: string[]): Promise<string>;
}

export async function createPhone(number: number): Promise<Phone> {
  const name = `phone${number}`;
  const radio = `wlan${number}`;
  // Not in /run, where nothing may be executed.
  const home = `/var/tmp/${name}`;
  // What a power cut has left of it.
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  mkdirSync(`/etc/netns/${name}`, { recursive: true });
  writeFileSync(`/etc/netns/${name}/resolv.conf`, '');
  writeFileSync(`${home}/take-lease`, TAKE_LEASE, { mode: 0o755 });
  const phy = await sh(`cat /sys/class/net/${radio}/phy80211/name`);
  const mac = await sh(`cat /sys/class/net/${radio}/address`);
  await sh(`ip netns add ${name} && iw phy ${phy} set netns name ${name} && ip -n ${name} link set lo up`);
  const at = (script: string, seconds?: number) =>
    sh(`exec ip netns exec ${name} sh -c '${script.replaceAll("'", "'\\''")}'`, seconds);
  return {
    name,
    radio,
    mac,
    at,
    async join(network) {
      writeFileSync(
        `${home}/wpa.conf`,
        `ctrl_interface=${home}/ctrl\nnetwork={\nscan_ssid=1\nscan_freq=${CHANNEL}\n${network}\n}\n`,
      );
      const stop = `[ ! -e ${home}/wpa.pid ] || { kill $(cat ${home}/wpa.pid); while [ -e ${home}/wpa.pid ]; do sleep 0.1; done; }`;
      const start = `wpa_supplicant -B -Dnl80211 -i ${radio} -c ${home}/wpa.conf -P ${home}/wpa.pid -f /dev/null`;
      await at(`${stop}; ${start}`);
      await until('associated', 60, async () =>
        (await at(`wpa_cli -p ${home}/ctrl -i ${radio} status`)).includes('wpa_state=COMPLETED'),
      );
    },
    async lease() {
      await at(`busybox udhcpc -i ${radio} -q -n -T 1 -t 20 -s ${home}/take-lease`, 40);
      const said = await at(`ip -4 -brief address show ${radio}`);
      const [address] = said.match(/10\.[\d.]+/) ?? [];
      if (!address) throw new Error(`no address: ${said}`);
      return address;
    },
    ask: (url, ...options) =>
      at(
        `curl -s -o ${home}/body --max-time 3 -w "%{http_code} %{redirect_url}%{errormsg}" ${options.join(' ')} ${url} || true`,
      ),
  };
}

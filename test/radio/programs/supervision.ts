import { readdirSync } from 'node:fs';
import { expect, find, sh, until } from '../../machine/programs/shell.ts';

/** A minute without a word, and Node takes this machine some seconds to start. */
const BACK_SECONDS = 90;

/** What systemd does for the box beyond starting it. */
export async function findSupervision(): Promise<void> {
  for (const name of ['gate', 'portal']) {
    await find(`systemd waits for the ${name} and watches it`, async () => {
      const said = await sh(
        `systemctl show -p Type -p WatchdogUSec -p WatchdogTimestampMonotonic checkpoint-${name}`,
      );
      expect(/^Type=notify$/m.test(said) && /^WatchdogUSec=1min$/m.test(said), said);
      expect(/^WatchdogTimestampMonotonic=[1-9]/m.test(said), said);
      return said.replaceAll('\n', ' ');
    });
  }
  await find('the board itself is watched', async () => {
    const dogs = readdirSync('/sys/class/watchdog');
    const said = await sh('cat /sys/class/watchdog/watchdog0/state');
    expect(said === 'active', `${dogs}: ${said}`);
    return sh('cat /sys/class/watchdog/watchdog0/timeout');
  });
  await find('the journal is in memory, and no program leaves a dump', async () => {
    expect((await sh('ls /run/log/journal')) !== '', 'nothing in /run');
    const said = await sh('systemctl show -p LimitCORE --value systemd-networkd');
    expect(said === '0', said);
    return sh('journalctl --disk-usage');
  });
  await find('the print kit is made within the walls of the unit', async () => {
    const place = 'http://127.0.0.1:8081/print-kit/poster-a4.pdf';
    return sh(`curl -sSf --max-time 110 -o /dev/null -w '%{http_code} %{size_download} bytes' ${place}`, 120);
  });
  await findStandingStill();
}

/** As a program does whose event loop hangs. */
async function findStandingStill(): Promise<void> {
  for (const name of ['portal', 'gate']) {
    await find(`a ${name} that stands still is started anew`, async () => {
      const before = await pidOf(name);
      const start = performance.now();
      await sh(`kill -STOP ${before}`);
      await until('another one', BACK_SECONDS, async () => {
        const now = await pidOf(name);
        const state = await sh(`systemctl is-active checkpoint-${name}`);
        return now !== '0' && now !== before && state === 'active';
      });
      return `after ${((performance.now() - start) / 1000).toFixed(1)} s`;
    });
  }
}

function pidOf(name: string): Promise<string> {
  return sh(`systemctl show -p MainPID --value checkpoint-${name}`);
}

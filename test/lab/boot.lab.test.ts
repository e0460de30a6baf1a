import { describe, expect } from 'vitest';
import { accept, curl } from './clients/curl.ts';
import { run } from './command.ts';
import { MODEM, WEB_ADDRESS, WEB_ADDRESS6 } from './internet.ts';
import type { Lab } from './lab.ts';
import { labTest } from './lab-test.ts';
import type { Place } from './namespace.ts';

/** curl's exit code for "nothing came within the time". */
const NO_ANSWER = 28;
const PROBE = 'http://connectivitycheck.gstatic.com/generate_204';
const INTERNET = [`https://${WEB_ADDRESS}/`, `https://[${WEB_ADDRESS6}]/`];
const NO_GUESTS_BUSINESS = [`https://${MODEM}/`, 'http://10.77.0.1:8081/healthz', 'telnet://10.77.0.1:22'];

const closed = labTest();
const open = labTest({ config: '[gate]\nat_boot = "open"\n' });

describe('between the boot and the gate`s start', () => {
  closed('a guest reaches nothing, and the guide once all has started', async ({ lab, phone }) => {
    await boot(lab);
    expect(await exits(phone, [...INTERNET, ...NO_GUESTS_BUSINESS])).toEqual(Array(5).fill(NO_ANSWER));
    expect(await curl(phone, PROBE)).toMatchObject({ status: 0 });
    await expect(run(phone.at(['ping', '-c', '1', '-W', '1', WEB_ADDRESS]))).rejects.toThrow();

    await lab.router.gate.start();
    expect(await exits(phone, INTERNET)).toEqual([NO_ANSWER, NO_ANSWER]);
    await lab.router.portal.start();
    expect(await curl(phone, PROBE)).toMatchObject({ status: 302 });
    await accept(phone);
    expect(await curl(phone, PROBE)).toMatchObject({ status: 204 });
  });

  open(
    'a guest is online where the config says so, until the gate shuts the door',
    async ({ lab, phone }) => {
      await boot(lab);
      expect(await exits(phone, INTERNET)).toEqual([0, 0]);
      expect(await curl(phone, PROBE)).toMatchObject({ status: 204 });
      expect(await exits(phone, NO_GUESTS_BUSINESS)).toEqual(Array(3).fill(NO_ANSWER));

      await lab.router.gate.start();
      expect(await exits(phone, INTERNET)).toEqual([NO_ANSWER, NO_ANSWER]);
      await lab.router.portal.start();
      expect(await curl(phone, PROBE)).toMatchObject({ status: 302 });
    },
  );
});

/** Leaves the box as a boot does: with the rendered rules, and none of our programs or what they remember. */
async function boot({ router }: Lab): Promise<void> {
  await router.portal.stop();
  await router.gate.stop();
  await run(router.at(['rm', '-f', '/run/checkpoint-gate/grants.json']));
  await run(router.at(['nft', 'flush', 'ruleset']));
  await run(router.at(['nft', '-f', `${router.rendered}/nftables.conf`]));
}

async function exits(phone: Place, urls: readonly string[]): Promise<number[]> {
  const answers = await Promise.all(urls.map((url) => curl(phone, url, '--connect-timeout', '0.5')));
  return answers.map(({ exit }) => exit);
}

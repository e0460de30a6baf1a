import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Phone } from '../phone.ts';
import { startProgram } from '../program.ts';
import { type Call, openMarionette } from './marionette.ts';
import { openWire } from './wire.ts';

/** What Firefox's own captive portal service makes of the network: nsICaptivePortalService.idl. */
const STATES = ['UNKNOWN', 'NOT_CAPTIVE', 'UNLOCKED_PORTAL', 'LOCKED_PORTAL'] as const;
export type CaptiveState = (typeof STATES)[number];

type Preferences = Readonly<Record<string, boolean | number | string>>;

/** Nothing but what the test asks for. The last two make it say when it listens. */
const QUIET: Preferences = {
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'remote.log.level': 'Info',
  'browser.dom.window.dump.enabled': true,
};

/** Automation switches the service off unless told to leave the preferences alone. */
const WITH_CAPTIVE_SERVICE: Preferences = {
  'remote.prefs.recommended': false,
  'network.captive-portal-service.enabled': true,
};

/** Starts another check unless one is under way, and tells what the last one found. */
const RECHECK = `
const service = Cc["@mozilla.org/network/captive-portal-service;1"].getService(Ci.nsICaptivePortalService);
service.recheckCaptivePortal();
return service.state;`;

export interface Firefox {
  /** The verdict of the last check; asking starts the next one. */
  captiveState(): Promise<CaptiveState>;
}

/** Starts Firefox on the phone with its own look-out for portals; it ends with the lab. */
export async function openFirefox(phone: Phone): Promise<Firefox> {
  const call = await startFirefox(phone, WITH_CAPTIVE_SERVICE);
  await call('WebDriver:NewSession', {});
  await call('Marionette:SetContext', { value: 'chrome' });
  return {
    captiveState: async () => STATES[(await runScript(call, RECHECK)) as number] ?? 'UNKNOWN',
  };
}

/** Starts Firefox on the phone, without a session yet; it ends with the lab. */
export async function startFirefox(phone: Phone, preferences: Preferences): Promise<Call> {
  const profile = join(phone.home, 'firefox');
  const lines = Object.entries({ ...QUIET, ...preferences }).map(
    ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`,
  );
  await mkdir(profile);
  await writeFile(join(profile, 'user.js'), lines.join(''));
  // Firefox refuses to start as root in a home of somebody else; and without system access it runs scripts in a content
  // process, where the service always says UNKNOWN.
  const options = [
    '--headless',
    '--marionette',
    '--remote-allow-system-access',
    '--no-remote',
    '--profile',
    profile,
  ];
  await startProgram(
    phone.at(['env', `HOME=${profile}`, `TMPDIR=${profile}`, 'firefox-esr', ...options]),
    /Listening on port 2828/,
  );
  return openMarionette(openWire(phone, '127.0.0.1', 2828));
}

/** What a script returns that has Firefox's own rights: it runs where those of pages may not. */
export async function runScript(call: Call, script: string): Promise<unknown> {
  return (await call('WebDriver:ExecuteScript', { script, args: [], sandbox: 'system' })).value;
}

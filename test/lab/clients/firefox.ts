import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Phone } from '../phone.ts';
import { startProgram } from '../program.ts';
import { openWire, type Wire } from './wire.ts';

/** What Firefox's own captive portal service makes of the network: nsICaptivePortalService.idl. */
const STATES = ['UNKNOWN', 'NOT_CAPTIVE', 'UNLOCKED_PORTAL', 'LOCKED_PORTAL'] as const;
export type CaptiveState = (typeof STATES)[number];

/** Automation switches the service off unless told to leave the preferences alone. The last two make it say when it listens. */
const PREFERENCES = `
user_pref("remote.prefs.recommended", false);
user_pref("network.captive-portal-service.enabled", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("remote.log.level", "Info");
user_pref("browser.dom.window.dump.enabled", true);
`;

/** A new profile's first session takes seconds. */
const PATIENCE_MS = 20_000;

/** Starts another check unless one is under way, and tells what the last one found. */
const RECHECK = `
const service = Cc["@mozilla.org/network/captive-portal-service;1"].getService(Ci.nsICaptivePortalService);
service.recheckCaptivePortal();
return service.state;`;

export interface Firefox {
  /** The verdict of the last check; asking starts the next one. */
  captiveState(): Promise<CaptiveState>;
}

/** Starts Firefox on the phone; it ends with the lab. */
export async function openFirefox(phone: Phone): Promise<Firefox> {
  const profile = join(phone.home, 'firefox');
  await mkdir(profile);
  await writeFile(join(profile, 'user.js'), PREFERENCES);
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
  const call = await connect(openWire(phone, '127.0.0.1', 2828));
  await call('WebDriver:NewSession', {});
  await call('Marionette:SetContext', { value: 'chrome' });
  return {
    captiveState: async () => {
      const { value } = await call('WebDriver:ExecuteScript', {
        script: RECHECK,
        args: [],
        sandbox: 'system',
      });
      return STATES[value as number] ?? 'UNKNOWN';
    },
  };
}

type Call = (name: string, parameters: object) => Promise<{ value?: unknown }>;

/**
 * Marionette's protocol, one call at a time: frames are `LENGTH:JSON`, a greeting comes first, a call is `[0, id, name,
 * parameters]` and its answer `[1, id, error, result]`. Lengths count bytes; all that is said here is ASCII.
 */
async function connect(wire: Wire): Promise<Call> {
  let id = 0;
  await receiveFrame(wire);
  return async (name, parameters) => {
    id += 1;
    const call = JSON.stringify([0, id, name, parameters]);
    wire.send(`${call.length}:${call}`);
    const [, , error, result] = (await receiveFrame(wire)) as [number, number, unknown, { value?: unknown }];
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return result;
  };
}

async function receiveFrame(wire: Wire): Promise<unknown> {
  const received = await wire.receive((text) => {
    const [, length, body] = /^(\d+):(.*)$/s.exec(text) ?? [];
    return length !== undefined && Buffer.byteLength(body ?? '') >= Number(length);
  }, PATIENCE_MS);
  return JSON.parse(received.slice(received.indexOf(':') + 1));
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { environment } from '../command.ts';
import type { Phone } from '../phone.ts';

/** The smallest screen the guide is made for. */
export const SMALL_SCREEN = { width: 360, height: 640 };

/** Less than a test's, so that it is the page that is complained of. */
const PATIENCE_MS = 8000;

/** Nothing but what the test asks for goes over the network. */
const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface ChromiumOptions {
  /** The pretend internet's certificates are nobody's. */
  readonly ignoreHTTPSErrors?: boolean;
  readonly userAgent?: string;
  /** Further words of its command line. */
  readonly flags?: readonly string[];
}

/** Chromium on the phone, as like a captive mini-browser as it gets: small, Vietnamese, without JavaScript. */
export async function openChromium(
  phone: Phone,
  { ignoreHTTPSErrors = false, userAgent, flags = [] }: ChromiumOptions = {},
): Promise<BrowserContext> {
  const wrapper = join(phone.home, 'chromium');
  const command = phone.at(['chromium']).join(' ');
  await writeFile(wrapper, `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
  const browser = await chromium.launchPersistentContext(join(phone.home, 'chromium-profile'), {
    executablePath: wrapper,
    args: [...OPTIONS, ...flags],
    env: { ...environment(), HOME: phone.home, TMPDIR: phone.home },
    headless: true,
    javaScriptEnabled: false,
    hasTouch: true,
    ignoreHTTPSErrors,
    ...(userAgent === undefined ? {} : { userAgent }),
    isMobile: true,
    locale: 'vi-VN',
    viewport: SMALL_SCREEN,
  });
  browser.setDefaultTimeout(PATIENCE_MS);
  return browser;
}

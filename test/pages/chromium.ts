import { type Browser, chromium } from 'playwright-core';

/** Debian's own Chromium; root's cannot have a sandbox. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
}

import { type Browser, chromium } from 'playwright-core';

/** Debian's own Chromium; root's cannot have a sandbox. */
export function launchChromium(executablePath = '/usr/bin/chromium'): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The Chromium that this machine has; none is downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Null where there is none. */
export const CHROMIUM: string | null = PLACES.find((path) => existsSync(path)) ?? null;

if (CHROMIUM === null) console.log('Chromium is not installed: the page is not opened in a browser');

export function launch(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM ?? '',
    // It refuses to run as root inside of its own sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-dev-shm-usage', '--font-render-hinting=none', '--force-color-profile=srgb', ...args],
  });
}

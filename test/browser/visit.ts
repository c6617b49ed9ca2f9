/** A reader's visit: a window of its own, in which nothing may go wrong unseen. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { NOW } from './collected.ts';

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console complained of, refused by the page's policy or not, and what was thrown and not caught. */
  readonly complaints: readonly string[];
  /** Everything that was asked for, beyond the page's own address, that is. */
  readonly strangers: readonly string[];
}

export interface Reader {
  readonly locale?: string;
  readonly isPhone?: boolean;
  readonly isDark?: boolean;
  /** By the real clock instead of the story's: for signatures with an end. */
  readonly isNow?: boolean;
}

const PHONE = { width: 360, height: 760 };
const DESK = { width: 1280, height: 860 };

export async function visit(browser: Browser, origin: string, reader: Reader = {}): Promise<Visit> {
  const { locale = 'en-GB', isPhone = false, isDark = false, isNow = false } = reader;
  const options: BrowserContextOptions = {
    locale,
    baseURL: origin,
    timezoneId: 'Asia/Tokyo',
    colorScheme: isDark ? 'dark' : 'light',
    viewport: isPhone ? PHONE : DESK,
    ...(isPhone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
    reducedMotion: 'reduce',
    acceptDownloads: true,
  };
  const context = await browser.newContext(options);
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  if (!isNow) await page.clock.setFixedTime(NOW);
  const complaints: string[] = [];
  const strangers: string[] = [];
  page.on('console', (message) => {
    const isOurs = !/^https?:/.test(message.location().url) || message.location().url.startsWith(`${origin}/`);
    if (isOurs && ['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isAsking = page.url().startsWith(`${origin}/`);
    if (isAsking && /^https?:$/.test(url.protocol) && url.origin !== origin) strangers.push(url.origin);
  });
  return { page, context, complaints, strangers };
}

/** Waits until the screen is there and says of nothing that it is still to come. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.skeleton, [role=status]:not(:empty)').first().waitFor({ state: 'detached' });
}

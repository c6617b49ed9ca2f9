/** What the tests in a browser share: one browser, one collected ledger and the sites that show it. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { CHROMIUM, launch } from './chromium.ts';
import { type Collected, collectedLedger } from './collected.ts';
import { openSite, type Site } from './site.ts';
import { type Reader, visit } from './visit.ts';

export interface Stage {
  readonly browser: Browser;
  readonly ledger: Collected;
  /** As `npm start` serves it. */
  readonly site: Site;
}

export type Visiting = (
  reader: Reader & {
    readonly at?: Site;
    /** What the browser may complain of, where the test has broken something. */
    readonly forgiven?: RegExp;
    /** Whom the page may talk to besides its own host. */
    readonly hosts?: readonly string[];
  },
  look: (page: Page) => Promise<void>,
) => Promise<void>;

let stage: Stage | undefined;

/** Sets the stage before the tests of a file, where there is a Chromium. */
export function prepare(): void {
  if (CHROMIUM === null) return;
  beforeAll(async () => {
    const [browser, ledger] = await Promise.all([launch(), collectedLedger()]);
    stage = { browser, ledger, site: await openSite(ledger.table) };
  }, 300_000);
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.site.close();
    await stage?.ledger.close();
  });
}

export function onStage(): Stage {
  if (!stage) throw new Error('there is no browser');
  return stage;
}

/** A visit in which nothing is complained of and nobody else is talked to. */
export const visiting: Visiting = async ({ at, forgiven, hosts = [], ...reader }, look) => {
  const { browser, site } = onStage();
  const { origin } = at ?? site;
  const { page, context, complaints, strangers } = await visit(browser, origin, reader);
  try {
    await look(page);
    expect(complaints.filter((one) => forgiven?.test(one) !== true)).toEqual([]);
    expect(strangers.filter((one) => !hosts.includes(one))).toEqual([]);
  } finally {
    await context.close();
  }
};

/** The first screen's marks. A mark depends on how busy the machine is, so they are given where somebody asks for them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { freePort } from '../e2e/product.ts';
import { CHROMIUM, launch } from './chromium.ts';
import { collectedLedger } from './collected.ts';
import { openSite } from './site.ts';

const IS_ASKED = CHROMIUM !== null && Boolean(process.env['SEATWATCH_LIGHTHOUSE']);

type Lighthouse = (
  url: string,
  flags: object,
) => Promise<{
  readonly lhr: {
    readonly categories: Readonly<
      Record<string, { readonly score: number | null; readonly auditRefs: readonly { id: string }[] }>
    >;
    readonly audits: Readonly<Record<string, { readonly score: number | null; readonly displayValue?: string }>>;
  };
}>;

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** Another run where the machine was busy with something else. */
const ATTEMPTS = 3;

test.skipIf(!IS_ASKED)('the first screen gets at least 95 of 100 from Lighthouse', { timeout: 300_000 }, async () => {
  const installed = join(import.meta.dirname, 'lighthouse/node_modules/lighthouse/core/index.js');
  const { default: lighthouse } = (await import(pathToFileURL(installed).href)) as { default: Lighthouse };
  const port = await freePort();
  const [browser, ledger] = await Promise.all([launch([`--remote-debugging-port=${port}`]), collectedLedger()]);
  const site = await openSite(ledger.table);
  const marks: Record<string, number> = {};
  for (let attempt = 1; attempt <= ATTEMPTS && CATEGORIES.some((name) => (marks[name] ?? 0) < 95); attempt++) {
    const { lhr } = await lighthouse(`${site.origin}/`, {
      port,
      logLevel: 'error',
      onlyCategories: CATEGORIES,
      formFactor: 'desktop',
      screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
      throttlingMethod: 'provided',
    });
    for (const name of CATEGORIES) marks[name] = Math.max(marks[name] ?? 0, 100 * (lhr.categories[name]?.score ?? 0));
    const timings = [
      'first-contentful-paint',
      'largest-contentful-paint',
      'total-blocking-time',
      'cumulative-layout-shift',
    ];
    console.log(`Lighthouse, run ${attempt}: ${CATEGORIES.map((name) => `${name} ${marks[name]}`).join(', ')};`);
    console.log(timings.map((id) => `${id} ${lhr.audits[id]?.displayValue ?? '?'}`).join(', '));
    const short = CATEGORIES.flatMap((name) => lhr.categories[name]?.auditRefs ?? []).filter(
      ({ id }) => (lhr.audits[id]?.score ?? 1) < 0.9,
    );
    console.log(`not perfect: ${[...new Set(short.map(({ id }) => id))].join(', ') || 'nothing'}`);
  }
  for (const one of [browser, site, ledger]) await one.close();
  expect(Math.min(...CATEGORIES.map((name) => marks[name] ?? 0))).toBeGreaterThanOrEqual(95);
});

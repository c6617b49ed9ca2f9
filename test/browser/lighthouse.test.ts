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
    /** How fast the machine was just then: an idle one of these days has 1,500 and more. */
    readonly environment: { readonly benchmarkIndex: number };
    readonly audits: Readonly<Record<string, { readonly score: number | null; readonly displayValue?: string }>>;
  };
}>;

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** Another run where the machine was busy with something else. */
const ATTEMPTS = 3;
/** One slower than this has other work to do, and says nothing about the page's speed. */
const LEAST_INDEX = 1000;

test.skipIf(!IS_ASKED)('the first screen gets at least 95 of 100 from Lighthouse', { timeout: 300_000 }, async () => {
  const installed = join(import.meta.dirname, 'lighthouse/node_modules/lighthouse/core/index.js');
  const { default: lighthouse } = (await import(pathToFileURL(installed).href)) as { default: Lighthouse };
  const port = await freePort();
  const [browser, ledger] = await Promise.all([launch([`--remote-debugging-port=${port}`]), collectedLedger()]);
  const site = await openSite(ledger.table);
  const marks: Record<string, number> = {};
  let isFree = false;
  for (let attempt = 1; attempt <= ATTEMPTS && CATEGORIES.some((name) => (marks[name] ?? 0) < 95); attempt++) {
    const { lhr } = await lighthouse(`${site.origin}/`, {
      port,
      logLevel: 'error',
      onlyCategories: CATEGORIES,
      formFactor: 'desktop',
      screenEmulation: { mobile: false, width: 1350, height: 940, deviceScaleFactor: 1, disabled: false },
      throttlingMethod: 'provided',
    });
    const { benchmarkIndex } = lhr.environment;
    isFree ||= benchmarkIndex >= LEAST_INDEX;
    for (const name of CATEGORIES) marks[name] = Math.max(marks[name] ?? 0, 100 * (lhr.categories[name]?.score ?? 0));
    const timings = [
      'first-contentful-paint',
      'largest-contentful-paint',
      'total-blocking-time',
      'cumulative-layout-shift',
    ];
    const told = CATEGORIES.map((name) => `${name} ${Math.round(marks[name] ?? 0)}`).join(', ');
    console.log(`Lighthouse, run ${attempt}: ${told}; speed of the machine ${Math.round(benchmarkIndex)}`);
    console.log(timings.map((id) => `${id} ${lhr.audits[id]?.displayValue ?? '?'}`).join(', '));
    const short = CATEGORIES.flatMap((name) => lhr.categories[name]?.auditRefs ?? []).filter(
      ({ id }) => (lhr.audits[id]?.score ?? 1) < 0.9,
    );
    console.log(`not perfect: ${[...new Set(short.map(({ id }) => id))].join(', ') || 'nothing'}`);
  }
  for (const one of [browser, site, ledger]) await one.close();
  if (!isFree) console.log('this machine is too busy to judge how fast the page is');
  const judged = isFree ? CATEGORIES : CATEGORIES.slice(1);
  expect(Math.min(...judged.map((name) => marks[name] ?? 0))).toBeGreaterThanOrEqual(95);
});

/** The tests that need no server and no ledger: quick enough to be run once for each mutant. */
import { defineConfig } from 'vitest/config';

const config = defineConfig({
  test: {
    include: [
      'test/lib/{calendar,coverage,datasets,expected,json,overage,ranges,timeline,usage}.test.ts',
      'test/lib/collect/{content,due,due-windows,keepable,reading-times,reconcile}.test.ts',
      'test/lib/providers/line-works/{assertion,rows,vendor-example}.test.ts',
      'test/lib/providers/naver-cloud/{examples,rows,signature,xml}.test.ts',
      'test/lib/providers/partner-center/{list,normalise,pages,processed-at}.test.ts',
      'test/lib/providers/trend-micro/{customers-usage,signature,vendor-license}.test.ts',
      'test/functions/api/{csv,cursor,range}.test.ts',
    ],
    testTimeout: 30_000,
    isolate: false,
  },
});

// The runner asks for a default.
export { config as default };

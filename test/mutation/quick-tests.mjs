/** The tests that need no server and no ledger: quick enough to be run once for each mutant. */
import { defineConfig } from 'vitest/config';

const config = defineConfig({
  test: {
    include: [
      'test/lib/{calendar,coverage,json,datasets,ranges,overage,timeline,expected,usage,names}.test.ts',
      'test/lib/collect/{due,reconcile,keepable,reading-times,content}.test.ts',
      'test/lib/ledger/*.unit.test.ts',
      'test/lib/providers/*/{rows,normalise,signature,assertion,processed-at,xml,formats,list,fields,page,customers-usage,vendor-license,examples,vendor-example}.test.ts',
      'test/functions/api/{cursor,csv,range}.test.ts',
    ],
    testTimeout: 30_000,
    isolate: false,
  },
});

// The runner asks for a default.
export { config as default };

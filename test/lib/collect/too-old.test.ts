import { expect, test } from 'vitest';
import type { Bench } from '../../support/bench.ts';
import { coverageIn, itemsIn, recordsIn } from '../../support/shown.ts';
import { lineWorksBench, naverCloudBench, trendMicroBench } from './rig.ts';

const START = '2026-11-21T03:00:00Z';
const REFUSED = { kind: 'body', status: 400, body: '{"code":"OUT_OF_RANGE","description":"too long ago"}' } as const;

const everyDay = () => ({ license: () => 5, customers: new Map() });

const licenseRequests = ({ vendor }: Bench): number =>
  vendor.requests.filter(({ target }) => target.includes('vendors/license')).length;

test.each([
  [364, 364],
  [100, 100],
  [8, 8],
  [1, 1],
])(
  'of a vendor that shows %d days these are found in few requests, and older days are no longer expected',
  async (historyDays, days) => {
    // Whole days: at midnight the first one of them is just inside.
    const bench = await trendMicroBench(everyDay(), '2026-11-21T00:00:00Z', null, { historyDays });
    const result = await bench.collect();
    expect(result).toMatchObject({ status: 'complete', windows: { failed: 0 }, failures: [] });
    expect(await recordsIn(bench.table)).toHaveLength(days);
    expect(licenseRequests(bench)).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(365)) + 1);
    bench.vendor.forget();
    expect((await bench.collect()).windows.due).toBe(0);
    bench.setNow('2026-11-22T00:00:00Z');
    expect(await bench.collect()).toMatchObject({ status: 'complete', records: { changed: 1 } });
    expect(licenseRequests(bench)).toBeLessThanOrEqual(3);
    const coverage = await coverageIn(bench.table, '2026-11-22T00:00:00Z', '2025-11-22', '2026-11-22');
    expect(coverage.filter(({ state }) => state === 'missing' || state === 'failed')).toEqual([]);
  },
);

test('a vendor that refuses every day is believed after few requests, as one failed window', async () => {
  const bench = await trendMicroBench(everyDay(), START, null);
  bench.vendor.fault({ ...REFUSED, path: 'vendors/license' });
  expect(await bench.collect()).toMatchObject({
    status: 'failed',
    windows: { due: 1, failed: 1 },
    failures: [{ window: '2025-11-21/2026-11-20', code: 'VENDOR_REQUEST_REFUSED' }],
  });
  expect(licenseRequests(bench)).toBeLessThanOrEqual(10);
  bench.setNow('2026-11-21T22:00:00Z');
  expect((await bench.collect()).windows.due).toBe(0);
  bench.vendor.clearFaults();
  bench.setNow('2026-11-21T23:00:00Z');
  expect((await bench.collect()).records.changed).toBe(365);
});

test('a month that is refused, and older than one that is stored, counts as collected and is expected no more', async () => {
  const naver = await naverCloudBench(() => [], START, 6);
  // The vendor keeps three months.
  expect(await naver.collect()).toMatchObject({ status: 'complete', windows: { due: 4, collected: 4 } });
  naver.vendor.forget();
  expect((await naver.collect()).windows.due).toBe(0);
  naver.setNow('2026-12-01T03:00:00Z');
  expect((await naver.collect()).windows).toEqual({ due: 2, collected: 2, failed: 0, deferred: 0 });

  const domains = new Map([
    ['10000001', () => 3],
    ['10000002', () => 4],
  ]);
  const lineWorks = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 4);
  for (const month of [8, 9]) lineWorks.vendor.fault({ ...REFUSED, path: `/usages?year=2026&month=${month}` });
  const result = await lineWorks.collect();
  expect(result).toMatchObject({ status: 'complete', failures: [] });
  expect((await lineWorks.collect()).windows.due).toBe(0);
  const coverage = await coverageIn(lineWorks.table, '2026-11-03T03:00:00Z', '2026-08-01', '2026-11-30');
  expect(coverage.find(({ dataset }) => dataset === 'usages')?.period).toBe('2026-10-01');
  expect(coverage.find(({ dataset }) => dataset === 'option-product-usages')?.period).toBe('2026-08-01');
});

test.each([1, 2, 3])(
  'of a vendor that shows a single customer %d months the others are too old, however fast it refuses them',
  async (months) => {
    const bench = await lineWorksBench(new Map([['10000001', () => 3]]), '2026-11-03T03:00:00Z', 6);
    for (const month of [11, 10, 9, 8, 7, 6].slice(months)) bench.vendor.fault({ ...REFUSED, path: `month=${month}` });
    const result = await bench.collect();
    expect(result).toMatchObject({ status: 'complete', windows: { failed: 0 }, failures: [] });
    expect((await bench.collect()).windows.due).toBe(0);
    const coverage = await coverageIn(bench.table, '2026-11-03T03:00:00Z', '2026-06-01', '2026-11-30');
    expect(coverage[0]?.period).toBe(`2026-${String(12 - months).padStart(2, '0')}-01`);
    expect((await itemsIn(bench.table)).filter(({ pk }) => pk.startsWith('F#'))).toEqual([]);
  },
);

test('months of which nothing newer is stored have failed, each once', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), '2026-11-03T03:00:00Z', 3);
  bench.vendor.fault({ ...REFUSED, path: '/usages?year=' });
  expect(await bench.collect()).toMatchObject({
    status: 'partial',
    windows: { due: 6, collected: 3, failed: 3 },
    failures: [{ window: '2026-11' }, { window: '2026-10' }, { window: '2026-09' }],
  });
});

test('a month that is refused while nothing newer is stored has failed', async () => {
  const bench = await naverCloudBench(() => [], START);
  bench.vendor.fault({ ...REFUSED, path: 'startMonth=202611', body: '' });
  expect(await bench.collect()).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 2, failed: 1 },
    failures: [{ window: '2026-11', code: 'VENDOR_REQUEST_REFUSED' }],
  });
});

test('a window that failed before and turns out to be too old leaves no failure behind', async () => {
  const bench = await naverCloudBench(() => [], START, 4);
  bench.vendor.fault({ kind: 'status', status: 500, path: 'startMonth=202608' });
  expect((await bench.collect()).windows).toMatchObject({ due: 4, failed: 1 });
  bench.vendor.clearFaults();
  expect(await bench.collect()).toMatchObject({ status: 'complete', windows: { due: 1, collected: 1 } });
  expect((await itemsIn(bench.table)).filter(({ pk }) => pk.startsWith('F#'))).toEqual([]);
});

test('what is too old can still be asked for, and is refused without harm', async () => {
  const bench = await naverCloudBench(() => [], START);
  await bench.collect();
  const result = await bench.collect({ from: '2026-05-01', to: '2026-06-30' });
  expect(result).toMatchObject({ status: 'complete', failures: [] });
  expect((await bench.collect()).windows.due).toBe(0);
});

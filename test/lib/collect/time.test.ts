import { expect, test } from 'vitest';
import { readAccount } from '../../../lib/ledger/account.ts';
import { recordsIn, runsIn } from '../../support/shown.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { type Domains, lineWorksBench, naverCloudBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';

/** Time for so many windows, and then none. */
const timeFor = (windows: number) => {
  let left = windows;
  return { remainingMs: () => (left-- > 0 ? 60_000 : 0) };
};

test('windows for which no time is left are deferred, and the next tick goes on with them', async () => {
  const bench = await naverCloudBench(() => [contract()], '2025-01-20T03:00:00Z');
  const first = await bench.collect({}, timeFor(1));
  expect(first).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 1, failed: 0, deferred: 2 },
    failures: [],
  });
  expect((await readAccount(bench.table, { provider: 'naver-cloud', account: 'default' })).busySince).not.toBeNull();
  bench.vendor.forget();
  expect((await bench.collect({}, timeFor(1))).windows).toMatchObject({ due: 2, collected: 1, deferred: 1 });
  expect((await bench.collect()).windows).toMatchObject({ due: 1, collected: 1, deferred: 0 });
  expect(bench.vendor.requests.map(({ url }) => url.searchParams.get('startMonth'))).toEqual(['202412', '202411']);
  expect((await bench.collect()).windows.due).toBe(0);
  expect((await readAccount(bench.table, { provider: 'naver-cloud', account: 'default' })).busySince).toBeNull();
});

test('a backlog of many customers is worked off newest first, however short the runs are', async () => {
  const domains: Domains = new Map(Array.from({ length: 4 }, (_, number) => [`1000000${number}`, () => 3]));
  const bench = await lineWorksBench(domains, START, 3);
  const counts: number[] = [];
  for (let run = 0; run < 10; run++) {
    const { windows, failures } = await bench.collect({}, timeFor(5));
    expect(failures).toEqual([]);
    if (windows.due === 0) break;
    expect(windows.due).toBe(windows.collected + windows.deferred);
    counts.push(windows.collected);
  }
  expect(counts).toEqual([5, 5, 5, 5, 4]);
  expect(await recordsIn(bench.table)).toHaveLength(4 * (3 + 31 + 30));
});

test('a run without any time is failed, with nothing but deferred windows, and recorded', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), START);
  const result = await bench.collect({}, { remainingMs: () => 0 });
  expect(result).toMatchObject({ status: 'failed', windows: { due: 2, deferred: 2, failed: 0 }, failures: [] });
  expect(await runsIn(bench.table)).toEqual([result]);
});

test('a window that is under way when the time is over is deferred, not failed', async () => {
  const bench = await naverCloudBench(() => [contract()], '2025-01-20T03:00:00Z');
  const ending = new AbortController();
  bench.vendor.fault({ kind: 'slow-headers', path: 'startMonth=202412', ms: 60_000 });
  const running = bench.collect({}, { signal: ending.signal });
  await expect.poll(() => bench.vendor.requests.length).toBe(2);
  ending.abort();
  expect(await running).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 1, failed: 0, deferred: 2 },
    failures: [],
  });
});

test('a list of customers for which no time is left is one deferred window', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), START);
  const ending = new AbortController();
  ending.abort();
  expect(await bench.collect({}, { signal: ending.signal })).toMatchObject({
    status: 'failed',
    windows: { due: 1, deferred: 1, failed: 0 },
    failures: [],
  });
});

test('a quota that is used up stops the account: one failed window, the others wait for the next run', async () => {
  const bench = await naverCloudBench(() => [contract()], '2025-01-20T03:00:00Z');
  const body = JSON.stringify({ error: { errorCode: '400', message: 'Quota Exceeded', details: 'no' } });
  bench.vendor.fault({ kind: 'body', status: 429, body, after: 1, times: 1 });
  expect(await bench.collect()).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 1, failed: 1, deferred: 1 },
    failures: [{ code: 'THROTTLED', window: '2024-12' }],
  });
  expect(bench.vendor.requests).toHaveLength(2);
  expect((await bench.collect()).windows).toMatchObject({ due: 2, collected: 2 });
});

test('halves of a refused range that found no time are deferred and asked for later', async () => {
  const shown = { license: () => 5, customers: new Map() };
  const bench = await trendMicroBench(shown, '2026-11-21T00:00:00Z', null, { historyDays: 100 });
  const { windows } = await bench.collect({}, timeFor(4));
  expect(windows).toMatchObject({ failed: 0 });
  expect(windows.deferred).toBeGreaterThan(0);
  expect(await bench.collect()).toMatchObject({ status: 'complete' });
  expect(await recordsIn(bench.table)).toHaveLength(100);
});

test('progress is told while a run goes on', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), START);
  await bench.collect();
  expect(bench.notices.filter((notice) => notice === 'progress')).toHaveLength(2);
});

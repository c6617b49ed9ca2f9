import { expect, test } from 'vitest';
import type { Bench } from '../../support/bench.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const HOUR_MS = 3_600_000;

/** How many windows a tick finds due so many hours, and seconds, after this instant. */
async function dueAfter(bench: Bench, instant: string, hours: number, seconds = 0): Promise<number> {
  bench.setNow(new Date(Date.parse(instant) + hours * HOUR_MS + seconds * 1000).toISOString());
  return (await bench.collect()).windows.due;
}

test('months that can still change are read again when the last reading is over 20 hours old', async () => {
  const start = '2026-11-04T15:30:00Z';
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), start, 4);
  expect((await bench.collect()).windows.due).toBe(8);
  expect(await dueAfter(bench, start, 19)).toBe(0);
  expect(await dueAfter(bench, start, 20)).toBe(0);
  bench.vendor.forget();
  expect(await dueAfter(bench, start, 20, 1)).toBe(4);
  const months = bench.vendor.requests.flatMap(({ url }) => url.searchParams.get('month') ?? []);
  expect(new Set(months)).toEqual(new Set(['11', '10']));
  expect(await dueAfter(bench, start, 21)).toBe(0);
});

test('snapshots are taken again when the last one is over 20 hours old', async () => {
  const start = '2026-11-04T00:30:00Z';
  const lists = { usage: [], deployment: [deploymentRow()] };
  const shown = { license: () => 5, customers: new Map([['C-1', 5]]) };
  for (const bench of [await partnerCenterBench(lists, start), await trendMicroBench(shown, start)]) {
    expect((await bench.collect()).windows.due).toBe(2);
    expect(await dueAfter(bench, start, 20)).toBe(0);
    expect(await dueAfter(bench, start, 20, 1)).toBe(2);
    expect(await dueAfter(bench, start, 24)).toBe(bench.vendor.id === 'trend-micro' ? 1 : 0);
  }
});

test('at NAVER Cloud the current month stays provisional, and the last one until the 8th', async () => {
  const bench = await naverCloudBench(() => [contract()], '2026-11-07T10:00:00Z');
  await bench.collect();
  // In Seoul it is the 8th from 15:00.
  expect(await dueAfter(bench, '2026-11-07T10:00:00Z', 20, 1)).toBe(1);
  const early = await naverCloudBench(() => [contract()], '2026-11-06T10:00:00Z');
  await early.collect();
  expect(await dueAfter(early, '2026-11-06T10:00:00Z', 20, 1)).toBe(2);
});

test.each([
  ['NOT_FOUND', 404, { code: 'NOT_FOUND', description: 'nothing here' }],
  ['PERMISSION_DENIED', 403, { code: 'ACCESS_DENIED', description: 'not yours' }],
  ['VENDOR_REQUEST_REFUSED', 400, { code: 'INVALID_PARAMETER', description: 'no' }],
  ['VENDOR_RESPONSE_INVALID', 200, { usages: 'none' }],
])('after %s a window rests for 20 hours, also where a period of it is missing', async (code, status, body) => {
  const start = '2026-11-04T15:30:00Z';
  const domains = new Map([
    ['10000001', () => 3],
    ['10000002', () => 4],
  ]);
  const bench = await lineWorksBench(domains, start);
  bench.vendor.fault({ kind: 'body', path: '/10000001/usages', status, body: JSON.stringify(body) });
  const first = await bench.collect();
  expect(first).toMatchObject({ status: 'partial', windows: { due: 4, collected: 3, failed: 1 } });
  expect(first.failures).toMatchObject([{ code, dataset: 'usages', customerId: '10000001', window: '2026-11' }]);
  expect(await dueAfter(bench, start, 19, 3599)).toBe(0);
  expect(await dueAfter(bench, start, 20)).toBe(1);
  // The attempt failed again, and counts from now on.
  bench.vendor.clearFaults();
  expect(await dueAfter(bench, start, 39)).toBe(3);
  expect(await dueAfter(bench, start, 40)).toBe(1);
});

test.each(['throttle', 'status', 'reset'] as const)(
  'what may pass (%s) is tried again by the next tick',
  async (kind) => {
    const start = '2026-11-04T15:30:00Z';
    const bench = await lineWorksBench(new Map([['10000001', () => 3]]), start);
    bench.vendor.fault({ kind, path: '/10000001/usages', status: 503 });
    const { failures } = await bench.collect();
    expect(failures).toMatchObject([{ code: kind === 'throttle' ? 'THROTTLED' : 'VENDOR_UNAVAILABLE' }]);
    bench.vendor.clearFaults();
    expect(await dueAfter(bench, start, 1)).toBe(1);
    expect(await dueAfter(bench, start, 2)).toBe(0);
  },
);

test('a snapshot that failed rests or is tried again like a window', async () => {
  const start = '2026-11-04T00:30:00Z';
  const bench = await partnerCenterBench({ usage: [], deployment: [deploymentRow()] }, start);
  bench.vendor.fault({ kind: 'status', path: '/deployment/', status: 503 });
  expect((await bench.collect()).windows).toMatchObject({ due: 2, failed: 1 });
  bench.vendor.clearFaults();
  bench.vendor.fault({ kind: 'html', path: '/deployment/', status: 200, times: 1 });
  expect(await dueAfter(bench, start, 1)).toBe(1);
  expect(await dueAfter(bench, start, 20)).toBe(0);
  expect(await dueAfter(bench, start, 21)).toBe(2);
});

test('days that failed rest, and a day that has come since does not wait for them', async () => {
  const start = '2026-11-04T12:00:00Z';
  const bench = await trendMicroBench({ license: () => 5, customers: new Map() }, start);
  bench.vendor.fault({ kind: 'html', path: 'vendors/license', times: 1 });
  expect((await bench.collect()).windows).toMatchObject({ due: 1, failed: 1 });
  expect(await dueAfter(bench, start, 11)).toBe(0);
  bench.setNow('2026-11-05T00:00:00Z');
  expect(await bench.collect()).toMatchObject({ windows: { due: 1 }, records: { changed: 1 } });
  bench.setNow('2026-11-05T08:00:00Z');
  expect(await bench.collect()).toMatchObject({ windows: { due: 1 }, records: { changed: 9 } });
});

test('a customer that has just come is asked for without the others', async () => {
  const shown = { license: () => null, customers: new Map([['C-1', 5]]) };
  const start = '2026-11-04T12:00:00Z';
  const bench = await trendMicroBench(shown, start);
  await bench.collect();
  shown.customers.set('C-2', 6);
  bench.vendor.forget();
  expect(await dueAfter(bench, start, 1)).toBe(1);
  expect(bench.vendor.requests.at(-1)?.target).toMatch(/cids=C-2$/);
});

test('customers are asked for in batches of twenty', async () => {
  const customers = new Map(Array.from({ length: 41 }, (_, number) => [`C-${number}`, 1]));
  const bench = await trendMicroBench({ license: () => null, customers }, '2026-11-04T12:00:00Z');
  const result = await bench.collect();
  expect(result).toMatchObject({ windows: { due: 4 }, records: { changed: 41 } });
  const sizes = bench.vendor.requests.flatMap(({ url }) => url.searchParams.get('cids')?.split(',').length ?? []);
  expect(sizes).toEqual([20, 20, 1]);
});

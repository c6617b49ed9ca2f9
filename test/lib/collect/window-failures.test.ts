import { expect, test } from 'vitest';
import { coverageIn, itemsIn, overagesIn, recordsIn } from '../../support/shown.ts';
import { contract, envelope } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';
const LATER = '2026-11-05T03:00:00Z';

/** The ledger without runs, account state and the notes of what failed. */
const stored = (bench: { table: Parameters<typeof itemsIn>[0] }) => itemsIn(bench.table, 'RAVF');

test('of a LINE WORKS month whose reply is not whole nothing is stored', async () => {
  const faults = [
    { kind: 'cut' },
    { kind: 'reset-in-body', ms: 1 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'body', body: '{"usages": [' },
    { kind: 'body', body: '{"usages": 7}' },
  ] as const;
  const domains = new Map(Array.from({ length: faults.length + 1 }, (_, number) => [`1000000${number}`, () => 3]));
  const bench = await lineWorksBench(domains, START);
  for (const [number, fault] of faults.entries()) {
    bench.vendor.fault({ ...fault, path: `/1000000${number}/usages` });
  }
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'partial', windows: { due: 14, collected: 8, failed: 6 } });
  expect((await recordsIn(bench.table)).map(({ customerId }) => customerId)).toEqual(Array(3).fill('10000006'));
  for (const { customerId, code } of result.failures) {
    const coverage = await coverageIn(bench.table, START, '2026-11-01', '2026-11-30');
    const own = coverage.filter((one) => one.customerId === customerId && one.dataset === 'usages');
    const failed = { state: 'failed', code, lastAttemptAt: START };
    expect(own).toMatchObject([failed, failed, failed]);
  }
  // A later run tries them again.
  bench.vendor.clearFaults();
  bench.setNow(LATER);
  await bench.collect();
  expect(await recordsIn(bench.table)).toHaveLength(7 * 4);
});

test('of a NAVER Cloud month whose pages do not add up nothing is stored, and the other months are', async () => {
  const bench = await naverCloudBench(() => [contract({ contractProductList: [] })], '2025-01-20T03:00:00Z');
  const page = envelope({ contractList: [contract()], totalRows: 2 });
  bench.vendor.fault({ kind: 'body', path: 'startMonth=202412', body: page });
  expect(await bench.collect()).toMatchObject({
    windows: { due: 3, collected: 2, failed: 1 },
    records: { changed: 0 },
    failures: [{ window: '2024-12', code: 'VENDOR_RESPONSE_INVALID' }],
  });
  expect(await recordsIn(bench.table)).toEqual([]);
});

test('of a Partner Center list that is cut short nothing is stored, and the other list is', async () => {
  const rows = { usage: [], deployment: [deploymentRow(), deploymentRow({ productId: '2' })] };
  const bench = await partnerCenterBench(rows, START);
  const short = JSON.stringify({ Value: rows.deployment.slice(1), '@nextLink': null, TotalCount: 2 });
  bench.vendor.fault({ kind: 'body', path: '/deployment/', body: short });
  expect(await bench.collect()).toMatchObject({ windows: { due: 2, collected: 1, failed: 1 }, records: { read: 0 } });
  expect(await recordsIn(bench.table)).toEqual([]);
});

test('a Trend Micro batch that fails leaves the other batches alone', async () => {
  const customers = new Map(Array.from({ length: 25 }, (_, number) => [`C-${number}`, 1]));
  const bench = await trendMicroBench({ license: () => null, customers }, START);
  bench.vendor.fault({ kind: 'empty', path: 'cids=', times: 1 });
  expect(await bench.collect()).toMatchObject({ windows: { due: 3, failed: 1 }, records: { changed: 5 } });
  const coverage = await coverageIn(bench.table, START, '2026-11-01', '2026-11-30');
  const states = coverage.filter(({ dataset }) => dataset === 'customers-usage').map(({ state }) => state);
  expect(states.toSorted()).toEqual([...Array(20).fill('failed'), ...Array(5).fill('provisional')]);
});

test('a failure marks only periods that are not stored yet', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 12]]), START);
  await bench.collect();
  const before = await stored(bench);
  bench.vendor.fault({ kind: 'status', status: 500, path: '/10000001/usages' });
  bench.setNow('2026-11-05T03:00:00Z');
  expect((await bench.collect()).windows).toMatchObject({ due: 2, failed: 1 });
  const coverage = await coverageIn(bench.table, LATER, '2026-11-01', '2026-11-30');
  const states = coverage.flatMap(({ dataset, period, state }) => (dataset === 'usages' ? [[period, state]] : []));
  expect(states).toEqual([
    ['2026-11-01', 'provisional'],
    ['2026-11-02', 'provisional'],
    ['2026-11-03', 'provisional'],
    ['2026-11-04', 'failed'],
  ]);
  // What is stored counts in every answer and overage.
  const after = await stored(bench);
  expect(after.filter(({ sk }) => sk.startsWith('P#usages'))).toEqual(
    before.filter(({ sk }) => sk.startsWith('P#usages')),
  );
  expect(await recordsIn(bench.table)).toHaveLength(3);
  expect(await overagesIn(bench.table)).toMatchObject([{ since: '2026-11-01', until: null, asOf: '2026-11-03' }]);
});

test('two lists read while one changed is one list, read again', async () => {
  const rows = Array.from({ length: 3 }, (_, number) => deploymentRow({ productId: `p${number}` }));
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  // The first page announces more rows than come: the list is read again, and what came first is forgotten.
  const odd = JSON.stringify({ Value: [deploymentRow({ productId: 'gone' })], '@nextLink': null, TotalCount: 5 });
  bench.vendor.fault({ kind: 'body', path: '/deployment/', body: odd, times: 2 });
  expect((await bench.collect()).windows.failed).toBe(0);
  expect((await recordsIn(bench.table)).map(({ productId }) => productId)).toEqual(['p0', 'p1', 'p2']);
});

import { expect, test } from 'vitest';
import type { Bench } from '../../support/bench.ts';
import { overagesIn, recordsIn } from '../../support/shown.ts';
import { contract, product, usage } from '../providers/naver-cloud/contracts.ts';
import { lineWorksBench, naverCloudBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';

const recordOf = async (bench: Bench, period: string) =>
  (await recordsIn(bench.table)).find((record) => record.period === period);

test('a value that changed after its day had ended in the zone of the vendor is a correction', async () => {
  const members = new Map([['2026-11-03', 3]]);
  const bench = await lineWorksBench(new Map([['10000001', (day) => members.get(day) ?? 5]]), START);
  await bench.collect();
  const first = await recordOf(bench, '2026-11-03');
  members.set('2026-11-03', 4);
  bench.setNow('2026-11-05T03:00:00Z');
  expect(await bench.collect()).toMatchObject({ records: { changed: 2, unchanged: 2, withdrawn: 0 } });
  expect(await recordOf(bench, '2026-11-03')).toMatchObject({
    consumed: 4,
    reported: { memberCount: 4 },
    corrections: 1,
    observedAt: '2026-11-05T03:00:00Z',
  });
  expect(first).toMatchObject({ consumed: 3, corrections: 0, observedAt: START });
  expect(await recordOf(bench, '2026-11-02')).toMatchObject({ corrections: 0, observedAt: START });
  // Back again: a second correction.
  members.set('2026-11-03', 3);
  await bench.collect({ from: '2026-11-03', to: '2026-11-03' });
  expect(await recordOf(bench, '2026-11-03')).toMatchObject({ consumed: 3, corrections: 2 });
});

test('a value of a day that is not over, or a NAVER Cloud month that is not final, is simply replaced', async () => {
  const shown = { license: () => 5, customers: new Map([['C-1', 3]]) };
  const trendMicro = await trendMicroBench(shown, START);
  await trendMicro.collect();
  shown.customers.set('C-1', 4);
  expect((await trendMicro.collect({ from: '2026-11-04', to: '2026-11-04' })).records.changed).toBe(2);
  const today = (await recordsIn(trendMicro.table)).find(({ customerId }) => customerId === 'C-1');
  expect(today).toMatchObject({ consumed: 4, corrections: 0 });

  const shownUsage = { quantity: 100 };
  const contracts = () => [
    contract({ contractProductList: [product({ usageList: [usage({ usageQuantity: shownUsage.quantity })] })] }),
  ];
  const naver = await naverCloudBench(contracts, '2025-02-07T14:59:59Z', 2);
  await naver.collect();
  shownUsage.quantity = 101;
  await naver.collect({ from: '2025-01-01', to: '2025-01-31' });
  expect(await recordOf(naver, '2025-01')).toMatchObject({ consumed: 101, corrections: 0, entitled: null });
  shownUsage.quantity = 102;
  naver.setNow('2025-02-07T15:00:00Z');
  await naver.collect({ from: '2025-01-01', to: '2025-01-31' });
  expect(await recordOf(naver, '2025-01')).toMatchObject({ consumed: 102, corrections: 1 });
});

test('a record that a complete re-reading no longer holds is withdrawn, and is back when it comes back', async () => {
  const shown = { days: new Set(['2026-11-01', '2026-11-02', '2026-11-03']) };
  const bench = await lineWorksBench(new Map([['10000001', (day) => (shown.days.has(day) ? 3 : null)]]), START);
  await bench.collect();
  shown.days.delete('2026-11-02');
  const range = { from: '2026-11-01', to: '2026-11-03' };
  expect((await bench.collect(range)).records).toMatchObject({ changed: 0, unchanged: 2, withdrawn: 1 });
  expect((await recordsIn(bench.table)).map(({ period }) => period)).toEqual(['2026-11-01', '2026-11-03']);
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 2, withdrawn: 0 });
  shown.days.add('2026-11-02');
  expect((await bench.collect(range)).records).toMatchObject({ changed: 1, unchanged: 2 });
  // The withdrawal was a correction; that it came back is none.
  expect(await recordOf(bench, '2026-11-02')).toMatchObject({ consumed: 3, corrections: 1 });
});

test('a record that first appears later is no correction', async () => {
  const shown = { days: new Set(['2026-11-03']) };
  const bench = await lineWorksBench(new Map([['10000001', (day) => (shown.days.has(day) ? 3 : null)]]), START);
  await bench.collect();
  shown.days.add('2026-11-01');
  await bench.collect({ from: '2026-11-01', to: '2026-11-03' });
  expect(await recordOf(bench, '2026-11-01')).toMatchObject({ corrections: 0 });
});

test('Trend Micro and NAVER Cloud withdraw what a re-reading no longer holds, a snapshot never does', async () => {
  const shown = {
    license: (day: string): number | null => (day < '2026-11-03' ? 5 : null),
    customers: new Map([['C-1', 3]]),
  };
  const bench = await trendMicroBench(shown, START);
  await bench.collect();
  shown.license = (day) => (day < '2026-11-02' ? 5 : null);
  shown.customers.clear();
  const result = await bench.collect({ from: '2026-11-01', to: '2026-11-03' });
  expect(result.records).toMatchObject({ unchanged: 1, withdrawn: 1 });
  expect((await recordsIn(bench.table)).filter(({ customerId }) => customerId === 'C-1')).toHaveLength(1);
});

test('corrected history corrects overages', async () => {
  const members = new Map<string, number>();
  const bench = await lineWorksBench(new Map([['10000001', (day) => members.get(day) ?? 12]]), START, 2);
  expect((await bench.collect()).overages).toMatchObject({ opened: 1, open: 1, exceeded: 2 });
  expect(await overagesIn(bench.table)).toMatchObject([{ since: '2026-10-01', until: null, peak: 2 }]);
  members.set('2026-10-20', 10);
  members.set('2026-10-10', 15);
  const range = { from: '2026-10-01', to: '2026-10-31' };
  expect((await bench.collect(range)).overages).toMatchObject({ opened: 0, closed: 0, open: 1 });
  expect(await overagesIn(bench.table)).toMatchObject([
    { since: '2026-10-21', until: null, peak: 2 },
    { since: '2026-10-01', until: '2026-10-20', peak: 5 },
  ]);
  for (let day = 1; day <= 31; day++) members.set(`2026-10-${String(day).padStart(2, '0')}`, 1);
  await bench.collect(range);
  expect(await overagesIn(bench.table)).toMatchObject([{ since: '2026-11-01', until: null }]);
});

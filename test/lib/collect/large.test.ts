import { expect, test } from 'vitest';
import { contract, product, usage } from '../providers/naver-cloud/contracts.ts';
import { itemsIn, overagesIn, recordsIn } from '../../support/shown.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench } from './rig.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';

const START = '2025-01-20T03:00:00Z';

/** As many lines of one member, a hundred to a contract. */
const contractsOf = (lines: number, quantity: number) =>
  Array.from({ length: Math.ceil(lines / 100) }, (_, number) =>
    contract({
      contractNo: String(number),
      instanceName: `server number ${number}`,
      contractProductList: Array.from({ length: Math.min(100, lines - number * 100) }, (__, line) =>
        product({
          contractProductSequence: String(line),
          usageList: [usage({ useMonth: '', usageQuantity: quantity + line })],
        }),
      ),
    }),
  );

/** The largest item of the table, roughly in the bytes that DynamoDB counts. */
const largest = (items: readonly object[]): number =>
  items.reduce((most, item) => Math.max(most, Buffer.byteLength(JSON.stringify(item))), 0);

test('a NAVER Cloud month grows from a few lines to twenty thousand, in items that fit', async () => {
  const shown = { lines: 30 };
  const bench = await naverCloudBench(() => contractsOf(shown.lines, 1), START, 1);
  const range = { from: '2025-01-01', to: '2025-01-31' };
  await bench.collect();
  expect((await itemsIn(bench.table)).filter(({ sk }) => sk.startsWith('P#'))).toHaveLength(1);

  shown.lines = 20_000;
  const grown = await bench.collect(range);
  expect(grown.records).toMatchObject({ read: 20_000, changed: 19_970, unchanged: 30 });
  const items = await itemsIn(bench.table);
  expect(largest(items)).toBeLessThan(400 * 1024);
  expect(items.filter(({ sk }) => sk.startsWith('P#')).length).toBeGreaterThan(1);
  const records = await recordsIn(bench.table);
  expect(records).toHaveLength(20_000);
  expect(new Set(records.map(({ labels }) => labels['instanceName'])).size).toBe(200);

  expect((await bench.collect(range)).records).toMatchObject({ changed: 0, unchanged: 20_000 });
});

test('a month in several items can shrink and change', async () => {
  const shown = { lines: 3000, quantity: 1 };
  const bench = await naverCloudBench(() => contractsOf(shown.lines, shown.quantity), START, 1);
  await bench.collect();
  shown.lines = 100;
  shown.quantity = 2;
  const range = { from: '2025-01-01', to: '2025-01-31' };
  expect((await bench.collect(range)).records).toMatchObject({ changed: 100, withdrawn: 2900 });
  const left = (await recordsIn(bench.table)).map(({ consumed }) => consumed ?? 0);
  expect(left.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, line) => 2 + line));
});

test('quantities of any size survive the ledger', async () => {
  const quantities = [0, 1e-7, 0.1, 1 / 3, 2 ** 53 - 1, 2 ** 53, 2 ** 60, 1e21, 1e125, 1e126, 1e300, 5e-324, 1.7e308];
  const contracts = quantities.map((usageQuantity, number) =>
    contract({
      contractNo: String(number),
      contractProductList: [
        product({ usageList: [usage({ useMonth: '', usageQuantity, userUsageQuantity: usageQuantity })] }),
      ],
    }),
  );
  const bench = await naverCloudBench(() => contracts, START, 1);
  expect((await bench.collect()).failures).toEqual([]);
  const records = await recordsIn(bench.table);
  const told = new Map(records.map(({ labels, consumed, reported }) => [labels['contractNo'], [consumed, reported]]));
  for (const [number, quantity] of quantities.entries()) {
    const reported = { usageQuantity: quantity, userUsageQuantity: quantity };
    expect(told.get(String(number))).toEqual([quantity, reported]);
  }
  const again = await bench.collect({ from: '2025-01-01', to: '2025-01-31' });
  expect(again.records).toMatchObject({ changed: 0, unchanged: quantities.length });
});

test('seats of any whole number survive the ledger, its sums and its overages', async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const rows = ['a', 'b', 'c'].map((productId) =>
    deploymentRow({ productId, licensesSold: productId === 'c' ? most : 0, licensesDeployed: most }),
  );
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, '2026-11-20T03:00:00Z');
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'complete', records: { changed: 3 }, overages: { open: 2, exceeded: most } });
  expect((await overagesIn(bench.table)).map(({ exceeded, peak }) => [exceeded, peak])).toEqual([
    [most, most],
    [most, most],
  ]);
  expect((await bench.collect({ from: '2026-11-20', to: '2026-11-20' })).records.changed).toBe(0);
});

test('ids of more digits than a number holds stay what they are', async () => {
  const bench = await lineWorksBench(
    new Map([['10000001', () => ({ productId: '9007199254740993', memberCount: 3 })]]),
    '2026-11-02T03:00:00Z',
  );
  await bench.collect();
  expect((await recordsIn(bench.table)).map(({ productId }) => productId)).toEqual(['WORKS/9007199254740993']);
});

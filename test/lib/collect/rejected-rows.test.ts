import { expect, test } from 'vitest';
import type { Bench } from '../../support/bench.ts';
import { coverageIn, itemsIn, recordsIn } from '../../support/shown.ts';
import { contract, product, usage } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';

/** The coverage of the month, a word for each period of each customer. */
const statesOf = async (bench: Bench, now: string, dataset: string): Promise<string[]> => {
  const month = now.slice(0, 7);
  return (await coverageIn(bench.table, now, `${month}-01`, `${month}-30`)).flatMap((one) =>
    one.dataset === dataset ? [`${one.customerId} ${one.period} ${one.state} ${one.code ?? ''}`.trim()] : [],
  );
};

test('a LINE WORKS row that cannot be understood is named, and the other rows of the month are stored', async () => {
  const shown = { second: { memberCount: 2.5 } as number | { memberCount: number } };
  const bench = await lineWorksBench(new Map([['10000001', (day) => (day.endsWith('02') ? shown.second : 3)]]), START);
  const result = await bench.collect();
  expect(result).toMatchObject({
    status: 'partial',
    windows: { due: 2, collected: 1, failed: 1 },
    records: { read: 3, changed: 2, rejected: 1 },
    failures: [{ customerId: '10000001', window: '2026-11', code: 'VENDOR_RESPONSE_INVALID' }],
  });
  expect(result.failures[0]?.message).toBe('row 2: memberCount: is not a whole number of 0 or more');
  expect((await recordsIn(bench.table)).map(({ period }) => period)).toEqual(['2026-11-01', '2026-11-03']);
  // Its periods are failed until they are read whole, those that are stored among them.
  const failed = [1, 2, 3].map((day) => `10000001 2026-11-0${day} failed VENDOR_RESPONSE_INVALID`);
  expect(await statesOf(bench, START, 'usages')).toEqual(failed);

  shown.second = 3;
  bench.setNow('2026-11-04T22:59:59Z');
  expect((await bench.collect()).windows.due).toBe(1);
  bench.setNow('2026-11-04T23:00:00Z');
  expect(await bench.collect()).toMatchObject({ records: { changed: 2, unchanged: 2 } });
  expect(
    (await statesOf(bench, '2026-11-04T23:00:00Z', 'usages')).every((state) => state.endsWith('provisional')),
  ).toBe(true);
});

test('nothing of a customer with an unreadable row is withdrawn', async () => {
  const shown: { rows: (day: string) => number | { memberCount: string } | null } = { rows: () => 3 };
  const bench = await lineWorksBench(new Map([['10000001', (day) => shown.rows(day)]]), START);
  await bench.collect();
  shown.rows = (day) => (day.endsWith('01') ? null : day.endsWith('02') ? { memberCount: 'x' } : 3);
  const range = { from: '2026-11-01', to: '2026-11-03' };
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 1, rejected: 1, withdrawn: 0 });
  expect(await recordsIn(bench.table)).toHaveLength(3);
  shown.rows = (day) => (day.endsWith('01') ? null : 3);
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 2, withdrawn: 1 });
});

test('at NAVER Cloud only the member with the row is concerned, and what it names it by is enough', async () => {
  const bad = product({ usageList: [usage({ usageQuantity: 'lots', useMonth: '' })] });
  const good = product({ usageList: [usage({ useMonth: '' })] });
  const contracts = [
    contract({ memberNo: '1001', contractNo: '1', contractProductList: [good, bad] }),
    contract({ memberNo: '1002', contractNo: '2', contractProductList: [good] }),
  ];
  const bench = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'partial', records: { read: 3, changed: 2, rejected: 1 } });
  expect(result.failures).toMatchObject([
    { customerId: '1001', message: 'page 1, contract 1, product 2, usage 1: usageQuantity: not a number' },
  ]);
  expect(await statesOf(bench, '2025-01-20T03:00:00Z', 'contract-usage')).toEqual([
    '1001 2025-01 failed VENDOR_RESPONSE_INVALID',
    '1002 2025-01 provisional',
  ]);
});

test('a row that names no customer concerns all customers of its window', async () => {
  const contracts = [contract({ memberNo: '1001' }), contract({ memberNo: '1002' })];
  const bench = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  await bench.collect();
  contracts.pop();
  contracts.push(contract({ memberNo: undefined, loginId: undefined }));
  const range = { from: '2025-01-01', to: '2025-01-31' };
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 1, rejected: 1, withdrawn: 0 });
  expect(await statesOf(bench, '2025-01-20T03:00:00Z', 'contract-usage')).toEqual([
    '1001 2025-01 failed VENDOR_RESPONSE_INVALID',
    '1002 2025-01 failed VENDOR_RESPONSE_INVALID',
  ]);
  expect(await recordsIn(bench.table)).toHaveLength(2);
  contracts.pop();
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 1, withdrawn: 1 });
});

test('a row that names nobody says nothing of a customer that was never seen, whoever asks for it', async () => {
  const contracts = [contract({ memberNo: '1001' }), contract({ memberNo: undefined, loginId: undefined })];
  const bench = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  const range = { from: '2025-01-01', to: '2025-01-31' };
  expect(await bench.collect({ ...range, customers: ['1002'] })).toMatchObject({
    windows: { due: 1, failed: 1 },
    records: { read: 1, rejected: 1 },
  });
  expect(await statesOf(bench, '2025-01-20T03:00:00Z', 'contract-usage')).toEqual([]);
  await bench.collect({ ...range, customers: ['1001', '1002'] });
  expect(await statesOf(bench, '2025-01-20T03:00:00Z', 'contract-usage')).toEqual([
    '1001 2025-01 failed VENDOR_RESPONSE_INVALID',
  ]);
});

test('customers of other windows are not concerned by a row without a name', async () => {
  const customers = new Map<string, number | { id: null }>(
    Array.from({ length: 22 }, (_, number) => [`C-${number}`, number === 3 ? { id: null } : 1]),
  );
  const bench = await trendMicroBench({ license: () => null, customers }, START);
  // The simulated vendor finds rows by their id, so this one comes by hand.
  const rows = [{ id: 'C-0', seat_usages: [] }, { seat_usages: [] }];
  bench.vendor.fault({ kind: 'body', path: 'cids=', body: JSON.stringify({ customers: rows }), times: 1 });
  customers.set('C-3', 1);
  const result = await bench.collect();
  expect(result).toMatchObject({ windows: { due: 3, collected: 2, failed: 1 }, records: { changed: 3, rejected: 1 } });
  expect(result.failures).toMatchObject([{ customerId: null, dataset: 'customers-usage' }]);
  const states = (await statesOf(bench, START, 'customers-usage')).map((state) => state.split(' ')[2] ?? '');
  expect(states.toSorted()).toEqual([...Array(20).fill('failed'), 'provisional', 'provisional']);
});

test('a customer with an unreadable row is not taken for absent from a snapshot', async () => {
  const rows = [deploymentRow({ productId: 'a' }), deploymentRow({ productId: 'b' })];
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  await bench.collect();
  rows[1] = deploymentRow({ productId: 'b', licensesSold: -5 });
  bench.setNow('2026-11-05T03:00:00Z');
  expect((await bench.collect()).records).toMatchObject({ unchanged: 1, rejected: 1 });
  const absences = (await itemsIn(bench.table)).filter(({ sk }) => sk.startsWith('S#deployment'));
  expect(JSON.stringify(absences)).not.toContain('2026-11-05');
});

test('rows that contradict each other are both rejected, and rows that agree count once', async () => {
  const rows = [
    deploymentRow({ productId: 'a', licensesSold: 5 }),
    deploymentRow({ productId: 'a', licensesSold: 6 }),
    deploymentRow({ productId: 'b' }),
    deploymentRow({ productId: 'b', productName: 'ANOTHER NAME' }),
  ];
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  const result = await bench.collect();
  expect(result.records).toMatchObject({ read: 3, changed: 1, rejected: 2 });
  expect(result.failures.map(({ message }) => message)).toEqual([
    'a of 2026-11-16: contradicted by row 2 of the window in licensesSold',
    'row 2 of the window: a of 2026-11-16: contradicts an earlier row in licensesSold',
  ]);
  expect((await recordsIn(bench.table)).map(({ productId }) => productId)).toEqual(['b']);
});

test('a row of a period outside its window is ignored, also when it cannot be understood', async () => {
  const odd = product({
    usageList: [
      usage({ useMonth: '202412' }),
      usage({ useMonth: '202412', usageQuantity: -1 }),
      usage({ useMonth: '' }),
    ],
  });
  const bench = await naverCloudBench(() => [contract({ contractProductList: [odd] })], '2025-01-20T03:00:00Z', 1);
  expect(await bench.collect()).toMatchObject({ status: 'complete', records: { read: 1, changed: 1 } });
});

test('a row with an id that no key can hold is rejected without harm to the others', async () => {
  const rows = [deploymentRow(), deploymentRow({ customerTenantId: '字'.repeat(600) })];
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  const result = await bench.collect();
  expect(result).toMatchObject({ status: 'partial', records: { changed: 1, rejected: 1 } });
  expect(result.failures).toMatchObject([{ message: 'customerId: is longer than the ledger keeps' }]);
});

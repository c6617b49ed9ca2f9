import { expect, test } from 'vitest';
import { boundedFailures, type Failure } from '../../../lib/run-result.ts';
import { runsIn } from '../../support/shown.ts';
import { contract, usageContract } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';

test('a result tells everything that the ledger shows of its run', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 12]]), START);
  const result = await bench.collect();
  expect(result).toEqual({
    provider: 'line-works',
    runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    status: 'complete',
    startedAt: '2026-11-04T03:00:00.000Z',
    finishedAt: '2026-11-04T03:00:00.000Z',
    scheduledTime: null,
    windows: { due: 2, collected: 2, failed: 0, deferred: 0 },
    records: { read: 3, changed: 3, unchanged: 0, rejected: 0, withdrawn: 0 },
    overages: { opened: 1, closed: 0, open: 1, exceeded: 2 },
    failures: [],
    failuresOmitted: 0,
    messages: [
      {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        kind: 'opened',
        text: expect.stringMatching(/^Seats over: Company 10000001 \(10000001\), .*, 2 over, since 2026-11-01$/),
      },
    ],
  });
  expect(await runsIn(bench.table)).toEqual([result]);
});

test('a result holds what people were told in its run, at most a hundred of it, and nothing when nothing was told', async () => {
  const deployment = Array.from({ length: 101 }, (_, at) =>
    deploymentRow({
      licensesDeployed: 51,
      customerTenantId: `${String(at).padStart(8, '0')}-aaaa-4aaa-8aaa-111111111111`,
    }),
  );
  const bench = await partnerCenterBench({ usage: [], deployment }, START);
  expect((await bench.collect()).messages).toHaveLength(100);
  bench.setNow('2026-11-05T03:00:00Z');
  const again = await bench.collect();
  expect(again.windows.collected).toBe(2);
  expect(again).not.toHaveProperty('messages');
});

test('what is due adds up from windows collected, failed and deferred, what was read from rows of all kinds', async () => {
  const domains = new Map<string, (day: string) => number | { memberCount: unknown }>([
    ['10000001', () => 3],
    ['10000002', (day) => (day.endsWith('02') ? { memberCount: -1 } : 4)],
  ]);
  const bench = await lineWorksBench(domains, START, 2);
  let left = 7;
  const result = await bench.collect({}, { remainingMs: () => (left-- > 0 ? 1000 : 0) });
  const { due, collected, failed, deferred } = result.windows;
  expect([due, collected + failed + deferred]).toEqual([8, 8]);
  expect(deferred).toBeGreaterThan(0);
  const { read, changed, unchanged, rejected } = result.records;
  expect(read).toBe(changed + unchanged + rejected);
  expect(result.status).toBe('partial');
});

test('a run is partial when anything was stored, and failed when nothing was', async () => {
  const contracts = [contract({ memberNo: '1001' }), usageContract({ usageQuantity: 'many' })];
  const partial = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  expect(await partial.collect()).toMatchObject({ status: 'partial', records: { read: 2, changed: 1, rejected: 1 } });

  const failed = await naverCloudBench(() => contracts.slice(1), '2025-01-20T03:00:00Z', 1);
  expect(await failed.collect()).toMatchObject({ status: 'failed', records: { read: 1, rejected: 1 } });

  const deferred = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  const result = await deferred.collect({}, { remainingMs: () => 0 });
  expect(result).toMatchObject({ status: 'failed', windows: { due: 1, deferred: 1 }, failures: [] });
});

test('failures name account, dataset, customer and window; what does not apply is null', async () => {
  const naver = await naverCloudBench(() => [usageContract({ usageQuantity: -1 })], '2025-01-20T03:00:00Z', 1);
  expect((await naver.collect()).failures).toEqual([
    {
      account: 'default',
      dataset: 'contract-usage',
      customerId: '1234567',
      window: '2025-01',
      code: 'VENDOR_RESPONSE_INVALID',
      message: 'page 1, contract 1, product 1, usage 1: usageQuantity: negative',
    },
  ]);

  const shown = { license: () => null, customers: new Map([['C-1', 5]]) };
  const trendMicro = await trendMicroBench(shown, START);
  trendMicro.vendor.fault({ kind: 'html', path: 'vendors/license' });
  trendMicro.vendor.fault({ kind: 'html', path: 'customers/usage' });
  const { failures } = await trendMicro.collect();
  expect(failures).toMatchObject([
    { dataset: 'customers-usage', customerId: 'C-1', window: '2026-11-04' },
    { dataset: 'vendor-license', customerId: null, window: '2026-10-25/2026-11-03' },
  ]);

  const partnerCenter = await partnerCenterBench({ usage: [], deployment: [deploymentRow()] }, START);
  partnerCenter.vendor.fault({ kind: 'status', path: '/usage/', status: 500 });
  expect((await partnerCenter.collect()).failures).toMatchObject([
    { dataset: 'usage', customerId: null, window: '2026-11-04', code: 'VENDOR_UNAVAILABLE' },
  ]);
});

const failure = (account: string, code: Failure['code']): Failure => {
  return { account, code, dataset: null, customerId: null, window: null, message: '' };
};

test('a result holds a hundred failures, at least one of each code and account', async () => {
  const rows = Array.from({ length: 150 }, () => deploymentRow({ licensesSold: 'x' }));
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  bench.vendor.fault({ kind: 'status', path: '/usage/', status: 500 });
  const result = await bench.collect();
  expect(result.records.rejected).toBe(150);
  expect([result.failures.length, result.failuresOmitted]).toEqual([100, 51]);
  expect(new Set(result.failures.map(({ code }) => code))).toEqual(
    new Set(['VENDOR_UNAVAILABLE', 'VENDOR_RESPONSE_INVALID']),
  );

  const many = [
    ...Array.from({ length: 200 }, () => failure('a', 'THROTTLED')),
    failure('b', 'THROTTLED'),
    failure('a', 'NOT_FOUND'),
  ];
  const { failures, failuresOmitted } = boundedFailures(many);
  expect(failures.slice(-2)).toEqual(many.slice(-2));
  expect([failures.length, failuresOmitted]).toEqual([100, 102]);
  expect(boundedFailures(many.slice(0, 100)).failuresOmitted).toBe(0);
});

test('a run is listed from its start', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), START);
  let during: unknown;
  await bench.collect(
    {},
    {
      remainingMs: () => {
        during ??= runsIn(bench.table, new Date(START));
        return 1000;
      },
    },
  );
  expect(await during).toMatchObject([{ status: 'running', finishedAt: null, windows: { due: 0 } }]);
});

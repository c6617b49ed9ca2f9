import { expect, test } from 'vitest';
import { isConfigured } from '../../../lib/ledger/account.ts';
import { itemsIn, runsIn } from '../../support/shown.ts';
import { lineWorksBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';
const domains = () => new Map([['10000001', () => 3]]);

test('without credentials a provider is not configured: no failure, no run', async () => {
  const bench = await lineWorksBench(domains(), START);
  // No secret at all, one without a value, and the ways to say nothing.
  for (const value of [undefined, null, '', '{}', '[]', '[{}, {}]', 'null']) {
    bench.secrets.reset('seatwatch/line-works', value);
    for (const event of [{}, { runId: 'asked', from: '2026-11-01', to: '2026-11-03', accounts: ['default'] }]) {
      expect(await bench.collect(event)).toMatchObject({
        status: 'complete',
        windows: { due: 0, collected: 0, failed: 0, deferred: 0 },
        failures: [],
      });
    }
  }
  expect(bench.vendor.requests).toEqual([]);
  expect(await runsIn(bench.table)).toEqual([]);
  expect(await isConfigured(bench.table, 'line-works')).toBe(false);
});

test('what was collected stays when the credentials are taken away, and goes on when they come back', async () => {
  const bench = await lineWorksBench(domains(), START);
  await bench.collect();
  const before = await itemsIn(bench.table, 'V');
  const value = bench.secrets.get('seatwatch/line-works') ?? '';
  bench.putSecret({});
  bench.setNow('2026-11-06T03:00:00Z');
  expect((await bench.collect()).windows.due).toBe(0);
  expect(await itemsIn(bench.table, 'V')).toEqual(before);
  bench.putSecret(value);
  expect(await bench.collect()).toMatchObject({ records: { changed: 2, unchanged: 3 } });
});

test('an empty object in the list is an account that is not configured yet', async () => {
  const bench = await lineWorksBench(domains(), START);
  bench.putSecret([{}, bench.vendor.secret]);
  expect(await bench.collect()).toMatchObject({ status: 'complete', windows: { due: 2, collected: 2 } });
});

import { expect, onTestFinished, test } from 'vitest';
import { openOverages } from '../../../lib/collect/open-overages.ts';
import { openTable, writeAll } from '../../../lib/ledger/client.ts';
import { encodeOverage, type OverageRecord } from '../../../lib/ledger/overages.ts';
import { lineWorks } from '../../../lib/providers/line-works.ts';
import { dynamodbOn } from '../../faults/memory-parts.ts';
import { MemoryDynamoDb } from '../../support/memory-dynamodb.ts';
import { overagesIn } from '../../support/shown.ts';
import { type Domains, lineWorksBench } from './rig.ts';

const NOW = new Date('2026-11-03T03:00:00Z');
const began = (since: string): OverageRecord => ({
  provider: 'line-works',
  account: 'default',
  customer: '10000001',
  dataset: 'usages',
  series: 'series000001',
  customerId: '10000001',
  customerName: null,
  productId: 'WORKS/ADV',
  productName: null,
  labels: { plan: 'ANNUAL_LICENSE', status: 'ACTIVE' },
  since,
  until: null,
  peak: 2,
  peakAt: since,
  asOf: '2026-11-02',
  entitled: 10,
  consumed: 12,
  exceeded: 2,
});

/** Stores these as open and adds what a run believes to have changed. */
async function openAfter(stored: readonly OverageRecord[], changed: Parameters<typeof openOverages>[2]) {
  const db = dynamodbOn(new MemoryDynamoDb());
  onTestFinished(() => db.close());
  const table = openTable(db.table, { client: db.client });
  await writeAll(table, stored.map(encodeOverage));
  return (await openOverages(table, lineWorks, changed, [], NOW)).all;
}

test('an overage that another run has found to begin earlier than we know counts once', async () => {
  const changed = [{ before: null, after: began('2026-11-01') }];
  expect(await openAfter([began('2026-10-01')], changed)).toEqual({ count: 1, seats: 2 });
});

test('one that we moved counts once, also while the index still shows it where it was', async () => {
  const moved = [
    { before: began('2026-11-01'), after: null },
    { before: null, after: began('2026-10-01') },
  ];
  expect(await openAfter([began('2026-11-01')], moved)).toEqual({ count: 1, seats: 2 });
  expect(await openAfter([began('2026-10-01')], moved)).toEqual({ count: 1, seats: 2 });
});

test('one that we took away does not count', async () => {
  expect(await openAfter([began('2026-11-01')], [{ before: began('2026-11-01'), after: null }])).toMatchObject({
    count: 0,
  });
});

test('one that a killed run left beside the real one is taken away by the next run, also where nothing is due', async () => {
  const domains: Domains = new Map([['10000001', () => 12]]);
  const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 2);
  await bench.collect();
  const [real, ...others] = await overagesIn(bench.table);
  expect(others).toEqual([]);
  expect(real).toMatchObject({ since: '2026-10-01', until: null });
  await writeAll(bench.table, real ? [encodeOverage({ ...real, since: '2026-11-01' })] : []);
  expect(await overagesIn(bench.table)).toHaveLength(2);
  const result = await bench.collect();
  expect(result.windows.due).toBe(0);
  expect(await overagesIn(bench.table)).toEqual([real]);
});

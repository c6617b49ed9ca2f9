import { expect, test } from 'vitest';
import { BatchWriteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { recordingWrites } from '../../support/recorded-writes.ts';
import { itemsIn } from '../../support/shown.ts';
import { deploymentRow, usageRow } from '../providers/partner-center/rows.ts';
import { partnerCenterBench, storyBench } from './rig.ts';

const START = '2026-11-03T03:00:00Z';
const RANGE = { from: '2026-11-01', to: '2026-11-02' };

/** Runs, account state, leases and days of snapshots: what tells of collecting, not of usage. */
const ABOUT_RUNS = 'RADL';

test.each(['line-works', 'partner-center', 'naver-cloud', 'trend-micro'] as const)(
  'collecting an unchanged range of %s again changes nothing and writes no record',
  async (provider) => {
    const bench = await storyBench[provider](START, provider === 'trend-micro' ? 20 : 1);
    const first = await bench.collect();
    expect(first.records.changed).toBeGreaterThan(25);
    const before = await itemsIn(bench.table, ABOUT_RUNS);
    // An hour later everything has another time, if it were written.
    bench.setNow('2026-11-03T04:00:00Z');
    const { table, written } = recordingWrites(bench.table);
    const again = await bench.collect(RANGE, { table });
    expect(again).toMatchObject({ status: 'complete', records: { changed: 0, rejected: 0, withdrawn: 0 } });
    expect(again.records.unchanged).toBeGreaterThan(10);
    expect(again.overages).toMatchObject({ opened: 0, closed: 0, open: first.overages.open });
    expect(written().filter((key) => !ABOUT_RUNS.includes(key.charAt(0)))).toEqual([]);
    expect(await itemsIn(bench.table, ABOUT_RUNS)).toEqual(before);
  },
);

test('names, labels and other spellings never make a record changed', async () => {
  const rows = { usage: [usageRow()], deployment: [deploymentRow()] };
  const bench = await partnerCenterBench(rows, '2026-11-20T03:00:00Z');
  await bench.collect();
  const { licensesActive, ...rest } = usageRow({ workloadName: 'Mail', productName: 'E3', customerName: 'RENAMED' });
  rows.usage[0] = { ...rest, licenseActive: licensesActive };
  rows.deployment[0] = deploymentRow({
    serviceName: 'Office',
    customerTenantId: '11111111-aaaa-4aaa-8aaa-111111111111',
  });
  const range = { from: '2026-11-20', to: '2026-11-20' };
  expect((await bench.collect(range)).records).toMatchObject({ changed: 0, unchanged: 2 });
});

test('this very test would see a write', async () => {
  const bench = await partnerCenterBench({ usage: [], deployment: [deploymentRow()] }, START);
  const { table, written } = recordingWrites(bench.table);
  await table.client.send(new PutCommand({ TableName: table.name, Item: { pk: 'U#1', sk: 'a' } }));
  const RequestItems = { [table.name]: [{ DeleteRequest: { Key: { pk: 'U#1', sk: 'a' } } }] };
  await table.client.send(new BatchWriteCommand({ RequestItems }));
  expect(written()).toEqual(['U#1 a', 'U#1 a']);
});

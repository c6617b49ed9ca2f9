import { expect, onTestFinished, test } from 'vitest';
import type { Bench } from '../../support/bench.ts';
import { type DynamoDbProxy, startDynamoDbProxy } from '../../support/dynamodb-proxy.ts';
import { itemsIn, recordsIn } from '../../support/shown.ts';
import { thrownBy } from '../../support/thrown.ts';
import { STORIES } from './changing-story.ts';
import { lineWorksBench, storyBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';

async function proxied(bench: Bench): Promise<DynamoDbProxy> {
  const proxy = await startDynamoDbProxy(bench.dynamodb.endpoint, bench.table.name);
  onTestFinished(() => proxy.close());
  return proxy;
}

const lineWorks = () => lineWorksBench(new Map([['10000001', () => 12]]), START);

test('a batch of which a part was left undone is finished, however often it is handed back', async () => {
  const [bench, clean] = await Promise.all([
    storyBench['trend-micro'](START, 40),
    storyBench['trend-micro'](START, 40),
  ]);
  const proxy = await proxied(bench);
  proxy.fault({ kind: 'unprocessed', operation: 'BatchWriteItem', times: 30 });
  proxy.fault({ kind: 'unprocessed', operation: 'BatchGetItem', times: 30 });
  expect(await bench.collect({}, { table: proxy.table })).toMatchObject({ status: 'complete', failures: [] });
  await clean.collect();
  expect(await itemsIn(bench.table, 'RL')).toEqual(await itemsIn(clean.table, 'RL'));
});

test.each(['throttle', 'status', 'reset'] as const)('what passes (%s) is tried again', async (kind) => {
  const bench = await STORIES['line-works']();
  const proxy = await proxied(bench);
  for (const operation of ['BatchWriteItem', 'BatchGetItem', 'PutItem', 'Query']) {
    proxy.fault({ kind, operation, times: 1 });
  }
  expect(await bench.collect({}, { table: proxy.table })).toMatchObject({ status: 'complete', failures: [] });
});

test('a ledger that cannot be reached ends the run with its code', async () => {
  const bench = await lineWorks();
  const proxy = await proxied(bench);
  await proxy.close();
  const error = await thrownBy(bench.collect({}, { table: proxy.table }));
  expect(error).toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  expect(error.message).toMatch(/^DynamoDB: \w+$/);
  expect(bench.vendor.requests).toEqual([]);
});

test('a ledger that stops writing fails one window and defers the others, and the next tick collects them', async () => {
  const bench = await STORIES['naver-cloud']();
  const proxy = await proxied(bench);
  // The put that replaces a period, which is asked for twice, and nothing else.
  proxy.fault({ kind: 'refuse', operation: 'PutItem', times: 2 });
  const result = await bench.collect({}, { table: proxy.table });
  expect(result.windows).toMatchObject({ due: 2, failed: 1, deferred: 1 });
  expect(result.failures).toMatchObject([{ code: 'LEDGER_UNAVAILABLE', dataset: 'contract-usage' }]);
  expect(await bench.collect()).toMatchObject({ status: 'complete', windows: { due: 2 } });
  const clean = await STORIES['naver-cloud']();
  await clean.collect();
  expect(await records(bench)).toEqual(await records(clean));
});

/** Without the times at which they were read. */
const records = async ({ table }: Bench) =>
  (await recordsIn(table)).map(({ customerId, period, consumed }) => [customerId, period, consumed]);

test('an account whose state cannot be read is not written over', async () => {
  const bench = await lineWorks();
  await bench.collect();
  const before = await itemsIn(bench.table, 'R');
  const proxy = await proxied(bench);
  // The first is the look at whether the provider is configured.
  proxy.fault({ kind: 'refuse', operation: 'GetItem' });
  const result = await bench.collect({}, { table: proxy.table });
  expect(result).toMatchObject({ status: 'failed', failures: [{ code: 'LEDGER_UNAVAILABLE' }] });
  expect(await itemsIn(bench.table, 'R')).toEqual(before);
  expect((await bench.collect()).windows.due).toBe(0);
});

test('a batch that is never finished is given up', async () => {
  const bench = await lineWorks();
  const proxy = await proxied(bench);
  proxy.fault({ kind: 'throttle', operation: 'BatchWriteItem' });
  expect(await thrownBy(bench.collect({}, { table: proxy.table }))).toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
});

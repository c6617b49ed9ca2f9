import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectAll, openTable, type Table } from '../../../lib/ledger/client.ts';
import { endRuns, runsOf, writeRun } from '../../../lib/ledger/runs.ts';
import type { RunResult } from '../../../lib/run-result.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';

let db: LocalDynamoDb;
let table: Table;
const now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  db = await startDynamoDb();
  table = openTable(db.table, { client: db.client });
});
afterAll(() => db.close());

const run = (runId: string, startedAt: string, status: RunResult['status']): RunResult => ({
  provider: 'naver-cloud',
  runId,
  status,
  startedAt,
  finishedAt: status === 'running' ? null : startedAt,
  scheduledTime: null,
  windows: { due: 0, collected: 0, failed: 0, deferred: 0 },
  records: { read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
  overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
  failures: [],
  failuresOmitted: 0,
});

test('runs that were cut off have failed once somebody says that nothing runs; others stay as they are', async () => {
  const complete = run('complete', '2026-11-21T11:58:00.000Z', 'complete');
  const cutOff = run('cut off', '2026-11-21T11:59:00.000Z', 'running');
  const elsewhere = { ...cutOff, provider: 'trend-micro' as const };
  for (const one of [complete, cutOff, elsewhere]) await writeRun(table, one);
  await endRuns(table, 'naver-cloud', now);
  const found = (await collectAll(runsOf(table, 'naver-cloud', now))).map((one) => one.run);
  expect(found).toMatchObject([
    { runId: 'cut off', status: 'failed', finishedAt: null, failures: [{ code: 'OUT_OF_TIME', account: null }] },
    complete,
  ]);
  expect((await collectAll(runsOf(table, 'trend-micro', now))).map((one) => one.run)).toEqual([elsewhere]);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect, fail, type Row } from '../../support/ledger.ts';
import { coverageOf, deployed, seats, shortHistory, snapshot, spans } from './coverage-rig.ts';
import type { Door } from './door.ts';

let db: LocalDynamoDb;
let door: Door;
const coverage = (query?: string) => coverageOf(door, query);

beforeAll(async () => {
  db = await startDynamoDb();
});
beforeEach(async () => {
  door = await shortHistory(db);
});
afterAll(() => db.close());

describe('a snapshot', () => {
  test('has the UTC days of its collections, from the first one on', async () => {
    const customers = ['c-1', 'c-2'];
    const rows = (period: string): Row[] =>
      customers.map((id) => ({ ...seats(id, period), labels: { level: 'customer' } }));
    await collect(door.table, snapshot('customers-usage', '2026-11-17T05:00:00Z', customers), rows('2026-11-17'));
    await fail(door.table, snapshot('customers-usage', '2026-11-18T05:00:00Z', customers), 'THROTTLED');
    await collect(door.table, snapshot('customers-usage', '2026-11-20T05:00:00Z', customers), rows('2026-11-20'));
    expect(spans(await coverage('customer=c-1'))).toEqual([
      '11-17 observed',
      '11-18 failed THROTTLED',
      '11-19 missing',
      '11-20 observed',
    ]);
    await collect(door.table, snapshot('customers-usage', '2026-11-21T01:00:00Z', customers), rows('2026-11-21'));
    expect(spans(await coverage('customer=c-2')).at(-1)).toBe('11-21 provisional');
    expect((await coverage('customer=c-2')).at(-1)?.lastAttemptAt).toBe('2026-11-21T01:00:00Z');
  });

  test('of a whole list is observed for everybody on it, and ends for whom it no longer holds', async () => {
    await collect(door.table, snapshot('deployment', '2026-11-17T05:00:00Z'), [
      deployed('a', '2026-11-15'),
      deployed('b', '2026-11-15'),
    ]);
    await fail(door.table, snapshot('deployment', '2026-11-18T05:00:00Z'), 'CONSENT_REQUIRED');
    await collect(door.table, snapshot('deployment', '2026-11-19T05:00:00Z'), [deployed('a', '2026-11-18')]);
    const items = await coverage();
    expect(spans(items.filter((one) => one.customerId === 'a'))).toEqual([
      '11-17 observed',
      '11-18 failed CONSENT_REQUIRED',
      '11-19 observed',
      '11-20 missing',
    ]);
    expect(spans(items.filter((one) => one.customerId === 'b'))).toEqual([
      '11-17 observed',
      '11-18 failed CONSENT_REQUIRED',
    ]);
    expect(items[0]).toMatchObject({ lastAttemptAt: '2026-11-17T05:00:00Z' });
  });
});

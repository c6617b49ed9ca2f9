import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTable } from '../../../lib/ledger/client.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect } from '../../support/ledger.ts';
import { type Door, openDoor } from './door.ts';

const NOW = new Date('2026-11-21T02:00:00Z');
let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  const table = openTable(db.table, { client: db.client });
  door = openDoor(db, db.table, { now: () => NOW });
  await collect(
    table,
    {
      provider: 'line-works',
      dataset: 'usages',
      from: '2026-11-01',
      to: '2026-11-30',
      customers: ['10000001'],
      at: '2026-11-21T01:00:00.400Z',
    },
    ['2026-11-18', '2026-11-19', '2026-11-20'].map((period, index) => ({
      customerId: '10000001',
      customerName: 'Aoba Works',
      productId: 'mail/basic',
      period,
      entitled: 10,
      consumed: 9 + index,
      labels: { plan: 'ANNUAL_2', status: 'USING' },
      reported: { memberCount: 9 + index, licenseCount: 10 },
    })),
  );
});
afterAll(() => db.close());

describe('usage', () => {
  test('a record holds every field in the order of the answer', async () => {
    const { items, next } = await door.page('/v1/usage');
    expect(next).toBeNull();
    expect(items).toHaveLength(3);
    expect(JSON.stringify(items[2])).toBe(
      JSON.stringify({
        provider: 'line-works',
        account: 'default',
        dataset: 'usages',
        customerId: '10000001',
        customerName: 'Aoba Works',
        productId: 'mail/basic',
        productName: 'mail/basic',
        measure: 'seats',
        unit: 'seat',
        labels: { plan: 'ANNUAL_2', status: 'USING' },
        period: '2026-11-20',
        entitled: 10,
        consumed: 11,
        exceeded: 1,
        reported: { memberCount: 11, licenseCount: 10 },
        final: false,
        corrections: 0,
        observedAt: '2026-11-21T01:00:00Z',
      }),
    );
  });
});

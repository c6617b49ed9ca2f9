import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect } from '../../support/ledger.ts';
import { type Door, openDoor, newTable } from './door.ts';
import { lineWorksRow, NOW, readNovember } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
});
beforeEach(async () => {
  door = openDoor(await newTable(db), { now: () => NOW });
});
afterAll(() => db.close());

const read = (customer: string, counts: Record<string, number>, hour: string, account = 'default') =>
  readNovember(
    door.table,
    customer,
    Object.entries(counts).map(([day, count]) => lineWorksRow(customer, `2026-11-${day}`, count)),
    { at: `2026-11-21T${hour}:00:00Z`, account },
  );

const brief = (items: ReadonlyArray<Record<string, unknown>>): string[] =>
  items.map(
    (one) =>
      `${String(one['account'])}/${String(one['customerId'])}/${String(one['period'])}/${String(one['correctedAt'])}`,
  );

describe('corrections', () => {
  test('tell what a value was and became, and when', async () => {
    await read('a', { 18: 5, 19: 6 }, '01');
    await read('a', { 18: 7, 19: 6 }, '02');
    const { items } = await door.page('/v1/corrections');
    expect(JSON.stringify(items)).toBe(
      JSON.stringify([
        {
          provider: 'line-works',
          account: 'default',
          dataset: 'usages',
          customerId: 'a',
          customerName: 'Works a',
          productId: 'works/basic',
          productName: 'works/basic',
          labels: { plan: 'ANNUAL_2', status: 'USING' },
          period: '2026-11-18',
          before: { entitled: 10, consumed: 5, exceeded: 0, reported: { memberCount: 5, licenseCount: 10 } },
          after: { entitled: 10, consumed: 7, exceeded: 0, reported: { memberCount: 7, licenseCount: 10 } },
          observedAt: '2026-11-21T01:00:00Z',
          correctedAt: '2026-11-21T02:00:00Z',
        },
      ]),
    );
  });

  test('a withdrawn record became nothing, and comes back without a correction', async () => {
    await read('a', { 18: 5, 19: 6 }, '01');
    await read('a', { 18: 5 }, '02');
    await read('a', { 18: 5, 19: 6 }, '03');
    await read('a', { 18: 5, 19: 8 }, '04');
    const { items } = await door.page<{ before: { consumed: number }; after: { consumed: number } | null }>(
      '/v1/corrections',
    );
    expect(items.map(({ before, after }) => [before.consumed, after?.consumed ?? null])).toEqual([
      [6, null],
      [6, 8],
    ]);
  });

  test('a value that changes before its period has ended is none', async () => {
    await collect(
      door.table,
      {
        provider: 'naver-cloud',
        dataset: 'contract-usage',
        from: '2026-11',
        to: '2026-11',
        at: '2026-11-20T00:00:00Z',
      },
      [{ customerId: '1', productId: 'P', period: '2026-11', consumed: 1, labels: {}, reported: { usageQuantity: 1 } }],
    );
    await collect(
      door.table,
      {
        provider: 'naver-cloud',
        dataset: 'contract-usage',
        from: '2026-11',
        to: '2026-11',
        at: '2026-11-21T00:00:00Z',
      },
      [{ customerId: '1', productId: 'P', period: '2026-11', consumed: 2, labels: {}, reported: { usageQuantity: 2 } }],
    );
    expect((await door.page('/v1/corrections')).items).toEqual([]);
  });

  test('are ordered by account, customer and period, filtered by their period, and walked without loss', async () => {
    for (const account of ['default', 'b#%']) {
      for (const customer of ['a', 'a!']) {
        await read(customer, { 17: 1, 18: 1, 19: 1 }, '01', account);
        await read(customer, { 17: 2, 18: 2, 19: 2 }, '02', account);
        await read(customer, { 17: 2, 18: 3, 19: 2 }, '03', account);
      }
    }
    const all = brief((await door.page('/v1/corrections?limit=1000')).items);
    expect(all).toHaveLength(16);
    expect(all.map((one) => one.split('/').slice(0, 1).join('/'))).toEqual([
      ...Array(8).fill('b#%'),
      ...Array(8).fill('default'),
    ]);
    expect(brief(await door.walk('/v1/corrections?limit=3'))).toEqual(all);
    expect(brief(await door.walk('/v1/corrections?limit=5'))).toEqual(all);
    const hurried = openDoor(door.table, { now: () => NOW, pageMs: -1 });
    expect(brief(await hurried.walk('/v1/corrections?limit=5'))).toEqual(all);
    expect(brief((await door.page('/v1/corrections?from=2026-11-18&to=2026-11-18')).items)).toEqual(
      all.filter((one) => one.includes('/2026-11-18/')),
    );
    expect(brief((await door.page('/v1/corrections?customer=a&account=b%23%25&to=2026-11-18')).items)).toEqual(
      all.filter((one) => one.startsWith('b#%/a/') && !one.includes('/2026-11-19/')),
    );
    expect(brief(await door.walk('/v1/corrections?customer=a&limit=2'))).toEqual(
      all.filter((one) => one.includes('/a/')),
    );
  });
});

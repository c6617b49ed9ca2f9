import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, tableOf } from './door.ts';
import { fillWorld, NOW, TENANT, VID } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
});
afterAll(() => db.close());

const idsOf = async (query: string): Promise<unknown[]> =>
  (await door.page(`/v1/customers?${query}`)).items.map((one) => one['customerId']);

test('the seats of a customer are summed over its datasets, where both sides are known', async () => {
  const { items } = await door.page('/v1/customers?provider=line-works&account=default&q=10000001');
  expect(JSON.stringify(items)).toBe(
    JSON.stringify([
      {
        provider: 'line-works',
        account: 'default',
        customerId: '10000001',
        customerName: 'Works 10000001',
        series: 3,
        entitled: 20,
        consumed: 24,
        exceeded: 4,
        asOf: '2026-11-20',
      },
    ]),
  );
});

test('the oldest of the newest periods is told', async () => {
  const { items } = await door.page(`/v1/customers?q=${TENANT}`);
  expect(items).toMatchObject([{ series: 2, entitled: 40, consumed: 29, exceeded: 4, asOf: '2026-11-17' }]);
});

test('whoever has no seats, or only those of a partner, is not listed', async () => {
  const ids = await idsOf('');
  expect(ids).not.toContain(VID);
  expect(ids).not.toContain('1001');
  expect(ids).toHaveLength(9);
});

test('a part of the name or id finds a customer in any case of letters', async () => {
  expect(await idsOf('q=WORKS%2010000002&account=default')).toEqual(['10000002']);
  expect(await idsOf('q=ICHI')).toEqual(['c-1']);
  expect(await idsOf('q=05d1A0-93c1')).toEqual([TENANT.toLowerCase()]);
  expect(await idsOf('q=nobody')).toEqual([]);
  expect(await idsOf('q=')).toHaveLength(9);
});

test('pages go on where they ended', async () => {
  expect((await door.walk('/v1/customers?limit=2')).map((one) => one['customerId'])).toEqual(await idsOf(''));
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { openDoor } from './door.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});
afterAll(() => db.close());

test('an empty ledger lists every provider', async () => {
  const door = openDoor(db, db.table);
  const { json } = await door.get('/v1/providers');
  expect((json as { items: Array<{ provider: string }> }).items.map(({ provider }) => provider)).toEqual([
    'line-works',
    'partner-center',
    'naver-cloud',
    'trend-micro',
  ]);
  expect((await door.page('/v1/coverage')).items).toEqual([]);
});

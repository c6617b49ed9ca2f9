import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TABLE } from '../../lib/ledger/table.ts';
import { type LocalDynamoDb, startDynamoDb } from './dynamodb.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});

afterAll(() => db.close());

test('the local table keeps items and shows the marked ones in the index with all attributes', async () => {
  const { index } = TABLE;
  const marked = { pk: 'a', sk: '1', [index.partitionKey]: 'open', [index.sortKey]: '007', seats: 7 };
  await db.client.send(new PutCommand({ TableName: db.table, Item: marked }));
  await db.client.send(new PutCommand({ TableName: db.table, Item: { pk: 'a', sk: '2' } }));
  const found = await db.client.send(
    new QueryCommand({
      TableName: db.table,
      IndexName: index.name,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': index.partitionKey },
      ExpressionAttributeValues: { ':pk': 'open' },
    }),
  );
  expect(found.Items).toEqual([marked]);
});

test('a further table is empty and apart from the first', async () => {
  const other = await db.newTable();
  await db.client.send(new PutCommand({ TableName: other, Item: { pk: 'b', sk: '1' } }));
  const { Item } = await db.client.send(new GetCommand({ TableName: db.table, Key: { pk: 'b', sk: '1' } }));
  expect(Item).toBeUndefined();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Endpoint } from '../../../infra/local/aws-endpoint.ts';
import { openDynamoDb } from '../../../infra/local/dynamodb.ts';

const keys = { accessKeyId: 'OURS', secretAccessKey: 'secret' };
const item = { pk: 'a', sk: 'b', seats: 3 };

let folder: string;
let engine: Endpoint;
let client: DynamoDBDocumentClient;

async function open(): Promise<void> {
  engine = await openDynamoDb(join(folder, 'ledger'), 'Seatwatch', keys, () => undefined);
  client = clientWith(keys.accessKeyId);
}
async function end(): Promise<void> {
  client.destroy();
  await engine.close();
}
const clientWith = (accessKeyId: string): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint: engine.url,
      region: 'us-east-1',
      credentials: { ...keys, accessKeyId },
      maxAttempts: 1,
    }),
  );

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-dynamodb-'));
  await open();
});
afterEach(async () => {
  await end();
  await rm(folder, { recursive: true });
});

test('the table is there after the first start', async () => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'Seatwatch' }));
  expect(Table?.TableStatus).toBe('ACTIVE');
});

test('what was written is there after the next start', async () => {
  await client.send(new PutCommand({ TableName: 'Seatwatch', Item: item }));
  await end();
  await open();
  const { Item } = await client.send(new GetCommand({ TableName: 'Seatwatch', Key: { pk: 'a', sk: 'b' } }));
  expect(Item).toEqual(item);
});

test('a second start on the same data is refused with a sentence', async () => {
  await expect(openDynamoDb(join(folder, 'ledger'), 'Seatwatch', keys, () => undefined)).rejects.toThrow(
    'Seatwatch is already running with the data in',
  );
});

test('nobody else on this machine can read the ledger', async () => {
  const stranger = clientWith('THEIRS');
  const asking = stranger.send(new GetCommand({ TableName: 'Seatwatch', Key: { pk: 'a', sk: 'b' } }));
  await expect(asking).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  stranger.destroy();
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { settleVendors } from '../../../infra/local/vendor-change.ts';
import { openTable, type Table, writeAll } from '../../../lib/ledger/client.ts';
import { accountKey, providerKey } from '../../../lib/ledger/keys.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';

let db: LocalDynamoDb;
let folder: string;
let ledger: Table;

beforeAll(async () => {
  db = await startDynamoDb();
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-vendors-'));
});
afterAll(async () => {
  await db.close();
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  ledger = openTable(await db.newTable(), { client: db.client });
});

const startWith = (...real: readonly ProviderId[]): Promise<void> =>
  settleVendors({
    dynamodb: db.endpoint,
    keys: { accessKeyId: 'local', secretAccessKey: 'local' },
    table: ledger.name,
    file: join(folder, `${ledger.name}.json`),
    vendorOf: (provider) => (real.includes(provider) ? 'real' : 'simulated'),
  });

const collect = (provider: ProviderId, account: string): Promise<void> =>
  writeAll(ledger, [{ ...accountKey({ provider, account }) }, { ...providerKey(provider), configured: true }]);

async function held(): Promise<string[]> {
  const { Items = [] } = await db.client.send(new ScanCommand({ TableName: ledger.name }));
  return Items.map(({ pk, sk }) => `${pk} ${sk}`).toSorted((a, b) => a.localeCompare(b));
}

test('simulated data makes room for real data, and the other providers keep theirs', async () => {
  await startWith();
  await collect('line-works', 'invented');
  await collect('trend-micro', 'invented');
  await startWith('line-works');
  expect(await held()).toEqual(['A#trend-micro invented', 'V trend-micro']);
});

test('real data is not lost when the secret is away for a while', async () => {
  await startWith('line-works');
  await collect('line-works', 'ours');
  await startWith();
  expect(await held()).toEqual([]);
  await collect('line-works', 'invented');
  await startWith('line-works');
  expect(await held()).toEqual(['A#line-works ours', 'V line-works']);
  await startWith();
  expect(await held()).toEqual(['A#line-works invented', 'V line-works']);
});

test('a start with the same vendors changes nothing', async () => {
  await startWith('naver-cloud');
  await collect('naver-cloud', 'ours');
  await collect('partner-center', 'invented');
  const before = await held();
  await startWith('naver-cloud');
  expect(await held()).toEqual(before);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Underused } from '../../../lib/query/underused.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, newTable, openDoor } from './door.ts';
import { ago, asked, LAST, read, used } from './underused-rig.ts';
import { fillWorld, NOW } from './world.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});
afterAll(() => db.close());

const empty = async (): Promise<Door> => openDoor(await newTable(db), { now: () => NOW });

const seats = (items: readonly Underused[]): string[] => items.map((one) => `${one.customerId} ${one.lowest}`);

const inOrder = (items: readonly Underused[]): string[] => items.map((one) => JSON.stringify(one)).toSorted();

test('filters, and sorts what one page holds by the seats that can be given back', async () => {
  const own = await empty();
  for (const [index, members] of [8, 2, 5].entries()) {
    await read(own, used(ago(29), members, { customerId: `c${index}` }));
  }
  await read(own, used(ago(2), 1, { customerId: 'new' }));
  expect(seats(await asked(own))).toEqual(['c1 8', 'c2 5', 'c0 2', 'new null']);
  expect(seats(await asked(own, 'customer=c2'))).toEqual(['c2 5']);
  expect(await asked(own, 'provider=trend-micro')).toEqual([]);
  expect(await asked(own, 'product=works/none')).toEqual([]);
  expect(await asked(own, 'dataset=contract-usage')).toEqual([]);
  const walked = await own.walk<Underused>('/v1/underused?limit=1');
  expect(seats(walked).toSorted()).toEqual(['c0 2', 'c1 8', 'c2 5', 'new null']);
});

test('yields every series once, however short the pages are', async () => {
  const door = await empty();
  await fillWorld(door.table);
  await read(
    door,
    [2, 4, 6].flatMap((members) => used(ago(5), members, { productId: `works/${members}` })),
  );
  const whole = await asked(door, 'limit=1000');
  expect(whole).toHaveLength(5);
  const hurried = openDoor(door.table, { now: () => NOW, pageMs: -1 });
  expect(inOrder(await hurried.walk<Underused>('/v1/underused'))).toEqual(inOrder(whole));
  expect(inOrder(await door.walk<Underused>('/v1/underused?limit=1'))).toEqual(inOrder(whole));
});

test('goes out as CSV and as lines of JSON, too', async () => {
  const own = await empty();
  await read(own, used(ago(29), 4));
  const { text } = await own.get('/v1/underused?format=csv&days=60');
  const [header, row] = text.split('\r\n');
  expect(header).toBe(
    'provider,account,dataset,customerId,customerName,productId,productName,labels,plan,term,entitled,consumed,free,lowest,since,observed,expected,asOf',
  );
  expect(row).toContain(`ANNUAL_2,annual,10,4,6,6,${ago(29)},30,60,${LAST}`);
  const lines = await own.get('/v1/underused?format=ndjson');
  expect(JSON.parse(lines.text)).toMatchObject({ customerId: '1', lowest: 6 });
});

test.each(['days=7', 'days=', 'from=2026-11-01', 'provider=acme', 'cursor=x'])('refuses %s by name', async (query) => {
  const door = await empty();
  const answer = await door.get(`/v1/underused?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({ parameter: query.split('=')[0] });
});

/** Ids, names and labels of vendors that look like our own keys, through the ledger and out again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Door, newTable, openDoor } from '../functions/api/door.ts';
import { readCsv } from '../functions/api/csv-reader.ts';
import { NOW } from '../functions/api/world.ts';
import { type LocalDynamoDb, startDynamoDb } from '../support/dynamodb.ts';
import { collect, type Row } from '../support/ledger.ts';

const IDS = [
  ...'__proto__ constructor # / ~ ! = % %23 %2523 \u0000 \u0001 \u202e 東京 é e\u0301 =1+1 " \' a a# a#b a%23b #a A * ? -1'.split(
    ' ',
  ),
  'a b',
];
const ACCOUNTS = ['#', 'a#b', '__proto__', '東京'];
const DAY = '2026-11-20';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(await newTable(db), { now: () => NOW });
});
afterAll(() => db.close());

const row = (customerId: string, productId: string, more: Partial<Row> = {}): Row => ({
  customerId,
  customerName: customerId,
  productId,
  productName: productId,
  period: DAY,
  entitled: 1,
  consumed: 3,
  labels: { serviceCode: productId, serviceName: productId, channel: customerId },
  ...more,
});

type Shown = Readonly<Record<'account' | 'customerId' | 'productId' | 'customerName', string>>;

test('of customers, products, labels and accounts come out as they went in, each once and apart from the others', async () => {
  const at = `${DAY}T10:00:00Z`;
  const rows = IDS.map((id, index) => row(id, IDS[(index + 1) % IDS.length] ?? '', { consumed: 2 + index }));
  const read = { provider: 'partner-center', dataset: 'deployment', from: DAY, to: DAY, at } as const;
  await collect(door.table, read, rows);
  for (const account of ACCOUNTS) {
    await collect(door.table, { ...read, account }, [row('a', 'p')]);
  }
  const expected = [
    ...rows.map((one) => `default ${one.customerId} ${one.productId} ${one.consumed}`),
    ...ACCOUNTS.map((account) => `${account} a p 3`),
  ].toSorted();
  const from = `from=${DAY}&to=${DAY}`;
  const usage = await door.walk<Shown & { consumed: number; labels: object }>(`/v1/usage?${from}&limit=12`);
  const told = usage.map(
    ({ account, customerId, productId, consumed }) => `${account} ${customerId} ${productId} ${consumed}`,
  );
  expect(told.toSorted()).toEqual(expected);
  expect(usage.filter(({ labels, productId }) => Object.values(labels)[0] !== productId)).toEqual([]);
  for (const route of ['overages?limit=12', 'customers?limit=12', `coverage?${from}&limit=12`]) {
    const items = await door.walk<Shown>(`/v1/${route}`);
    const who = new Set(items.map(({ account, customerId }) => `${account} ${customerId}`));
    expect([route, who]).toEqual([
      route,
      new Set([...IDS.map((id) => `default ${id}`), ...ACCOUNTS.map((account) => `${account} a`)]),
    ]);
  }
});

test('find exactly their own customer and product when they are asked for', async () => {
  for (const [index, id] of [...IDS.entries()].filter(([at]) => at % 5 === 1)) {
    const asked = `account=default&from=${DAY}&to=${DAY}`;
    const own = await door.walk<Shown>(`/v1/usage?${asked}&customer=${encodeURIComponent(id)}`);
    expect(own.map(({ customerId }) => customerId)).toEqual([id]);
    const product = IDS[(index + 1) % IDS.length] ?? '';
    const sold = await door.walk<Shown>(`/v1/usage?${asked}&product=${encodeURIComponent(product)}`);
    expect(sold.map(({ productId }) => productId)).toEqual([product]);
  }
});

test('are read from CSV as they are, but for an apostrophe where a spreadsheet would run them', async () => {
  const { text } = await door.get(`/v1/usage?account=default&from=${DAY}&to=${DAY}&format=csv`);
  const [header = [], ...lines] = readCsv(text);
  const ids = lines.map((line) => line[header.indexOf('customerId')] ?? '');
  expect(ids.filter((id) => /^[=+\-@\t\r]/.test(id))).toEqual([]);
  expect(ids.map((id) => id.replace(/^'(?=[=+\-@\t\r])/, '')).toSorted()).toEqual(IDS.toSorted());
});

test('that hold what parts an id from its labels stay two series', async () => {
  const own = openDoor(await newTable(db), { now: () => NOW });
  const read = {
    provider: 'partner-center',
    dataset: 'deployment',
    from: DAY,
    to: DAY,
    at: `${DAY}T10:00:00Z`,
  } as const;
  const twins = [
    row('c', 'p\u0001a', { labels: { serviceCode: null, serviceName: null, channel: null }, consumed: 4 }),
    row('c', 'p', { labels: { serviceCode: 'a\u0000', serviceName: null, channel: null }, consumed: 5 }),
    row('c', 'p', { labels: { serviceCode: 'a', serviceName: null, channel: '\u0000' }, consumed: 6 }),
    row('c', 'p', { labels: { serviceCode: 'a\u0001\u0000', serviceName: null, channel: null }, consumed: 7 }),
  ];
  await collect(own.table, read, twins);
  const { items } = await own.page<{ consumed: number }>(`/v1/usage?from=${DAY}&to=${DAY}`);
  expect(items.map(({ consumed }) => consumed).toSorted((a, b) => a - b)).toEqual([4, 5, 6, 7]);
});

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UsageRecord } from '../../../lib/usage.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, newTable, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember, TENANT, VID } from './world.ts';

let db: LocalDynamoDb;
let door: Door;
/** One that is late after every customer or other step: its pages are as short as can be. */
let hurried: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  hurried = openDoor(tableOf(db), { now: () => NOW, pageMs: -1 });
  await fillWorld(door.table);
});
afterAll(() => db.close());

const some = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const days = some(['2026-11-15', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21']);
const accounts = {
  provider: some(['line-works', 'partner-center', 'naver-cloud', 'trend-micro']),
  account: some(['default', '東京#1']),
};
const customer = some(['10000001', '10000003', TENANT, '1001', 'c-2', VID]);

const questions = {
  usage: fc.record({
    ...accounts,
    customer,
    dataset: some(['usages', 'deployment', 'contract-usage', 'vendor-license']),
    product: some(['works/basic', 'wfbss', 'SPSVR00001']),
    measure: some(['seats', 'activity', 'metered']),
    level: some(['partner', 'customer']),
    from: days,
  }),
  overages: fc.record({ ...accounts, customer, state: some(['open', 'closed', 'all']), level: some(['partner']) }),
  customers: fc.record({ ...accounts, q: some(['1000', 'ichi', 'CONTOSO', '-']) }),
  coverage: fc.record({
    ...accounts,
    customer,
    dataset: some(['usages', 'customers-usage', 'contract-usage']),
    from: days,
  }),
  corrections: fc.record({ ...accounts, customer }),
};

const targetOf = (route: string, filters: Record<string, string | undefined>, limit: number): string => {
  const query = new URLSearchParams({ limit: String(limit) });
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, value);
  return `/v1/${route}?${query.toString()}`;
};

const identity = (one: UsageRecord): string => `${one.customerId} ${one.period} ${one.productId}`;

describe('a walk over pages', () => {
  test.each(Object.entries(questions))(
    'of %s gives what one page gives',
    async (route, filters) => {
      await fc.assert(
        fc.asyncProperty(filters, fc.integer({ min: 3, max: 40 }), fc.boolean(), async (question, limit, isHurried) => {
          const whole = await door.page(targetOf(route, question, 1000));
          expect(whole.next).toBeNull();
          const walked = await (isHurried ? hurried : door).walk(
            targetOf(route, question, Math.max(limit, whole.items.length >> 3)),
          );
          expect(walked).toEqual(whole.items);
        }),
        { numRuns: 15 },
      );
    },
    30_000,
  );

  test('may hold pages without any item', async () => {
    const { items, next } = await hurried.page('/v1/customers?q=ichi');
    expect([items, typeof next]).toEqual([[], 'string']);
    expect(await hurried.walk('/v1/customers?q=ichi')).toHaveLength(1);
  });

  test('yields once, in order, everything that is there throughout, whatever is added meanwhile', async () => {
    const own = openDoor(await newTable(db), { now: () => NOW });
    const customers = Array.from({ length: 12 }, (_, index) => String(20_000 + index));
    for (const id of customers.filter((_, index) => index % 2 === 0)) {
      await readNovember(
        own.table,
        id,
        ['2026-11-10', '2026-11-12'].map((day) => lineWorksRow(id, day, 3)),
      );
    }
    const before = (await own.page<UsageRecord>('/v1/usage?limit=1000')).items.map(identity);
    let added = 0;
    const walked = await own.walk<UsageRecord>('/v1/usage?limit=2', async () => {
      const id = customers[added++ % customers.length] ?? '';
      await readNovember(own.table, id, [
        lineWorksRow(id, '2026-11-09', 3),
        ...['2026-11-10', '2026-11-12'].map((day) => lineWorksRow(id, day, 3)),
        ...['2026-11-10', '2026-11-11', '2026-11-12'].map((day) => lineWorksRow(id, day, 3, { productId: 'a/new' })),
      ]);
    });
    const met = walked.map(identity);
    expect(new Set(met).size).toBe(met.length);
    const kept = new Set(before);
    expect(met.filter((one) => kept.has(one))).toEqual(before);
    expect(met.length).toBeGreaterThan(before.length);
  });
});

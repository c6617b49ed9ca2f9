import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { writeAll } from '../../../lib/ledger/client.ts';
import { encodeEntry, entriesOf } from '../../../lib/ledger/directory.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { changeAccount, collect, fail, type TestWindow } from '../../support/ledger.ts';
import { coverageOf, license, november, seats, shortHistory, spans, unread } from './coverage-rig.ts';
import type { Door } from './door.ts';
import { lineWorksRow, readNovember } from './world.ts';

let db: LocalDynamoDb;
let door: Door;
const coverage = (query?: string) => coverageOf(door, query);

beforeAll(async () => {
  db = await startDynamoDb();
});
beforeEach(async () => {
  door = await shortHistory(db);
});
afterAll(() => db.close());

const month = (period: string): TestWindow => ({
  provider: 'naver-cloud',
  dataset: 'contract-usage',
  from: period,
  to: period,
  at: '2026-11-21T01:00:00Z',
});

/** What is told of each customer, by id. */
async function states(): Promise<string[]> {
  const byCustomer = Object.groupBy(await coverage(), (one) => one.customerId);
  return Object.keys(byCustomer)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((id) => `${id}: ${spans(byCustomer[id] ?? []).join(', ')}`);
}

describe('a customer that is asked for by itself', () => {
  test('is expected over the whole depth in every dataset, and provisional while its month is', async () => {
    await readNovember(door.table, '7', [lineWorksRow('7', '2026-11-18', 1)]);
    const items = await coverage();
    expect(spans(items.filter((one) => one.dataset === 'usages'))).toEqual(['11-01..11-20 provisional']);
    expect(spans(items.filter((one) => one.dataset !== 'usages'))).toEqual(['11-01..11-20 missing']);
    expect(items[0]).toEqual({
      provider: 'line-works',
      account: 'default',
      customerId: '7',
      dataset: 'option-product-usages',
      period: '2026-11-01',
      state: 'missing',
      lastAttemptAt: null,
      code: null,
    });
    expect(items.at(-1)).toMatchObject({
      period: '2026-11-20',
      state: 'provisional',
      lastAttemptAt: '2026-11-21T01:00:00Z',
      code: null,
    });
  });

  test('is known from its failure alone', async () => {
    await fail(door.table, november('8'), 'PERMISSION_DENIED');
    const items = await coverage('dataset=usages');
    expect(spans(items)).toEqual(['11-01..11-20 failed PERMISSION_DENIED']);
    expect(items[0]).toMatchObject({ customerId: '8', lastAttemptAt: '2026-11-21T01:00:00Z' });
    expect(await coverage('customer=8&dataset=usages')).toEqual(items);
    expect(await coverage('customer=9')).toEqual([]);
  });

  test('that failed after it had been read fails only where nothing is stored', async () => {
    await collect(door.table, november('7', { at: '2026-11-18T01:00:00Z' }), [lineWorksRow('7', '2026-11-16', 1)]);
    await fail(door.table, november('7'), 'THROTTLED');
    expect(spans(await coverage('dataset=usages'))).toEqual([
      '11-01..11-17 provisional',
      '11-18..11-20 failed THROTTLED',
    ]);
    await collect(door.table, november('7', { at: '2026-11-21T01:30:00Z' }), [lineWorksRow('7', '2026-11-16', 1)]);
    expect(spans(await coverage('dataset=usages'))).toEqual(['11-01..11-20 provisional']);
  });

  test('that is gone is expected up to the day before', async () => {
    await readNovember(door.table, '7', [lineWorksRow('7', '2026-11-18', 1)], { at: '2026-11-19T01:00:00Z' });
    for await (const entry of entriesOf(door.table, { provider: 'line-works', account: 'default' }, '7')) {
      await writeAll(door.table, [
        encodeEntry({ provider: 'line-works', account: 'default' }, { ...entry, gone: '2026-11-20' }),
      ]);
    }
    const items = await coverage();
    expect(spans(items.filter((one) => one.dataset === 'usages'))).toEqual([
      '11-01..11-18 provisional',
      '11-19 missing',
    ]);
    expect(spans(items.filter((one) => one.dataset !== 'usages'))).toEqual(['11-01..11-19 missing']);
  });
});

describe('an account that is asked for as a whole', () => {
  test('expects days from the first record on, and keeps its last attempts', async () => {
    await collect(door.table, license('2026-11-12', '2026-11-17'), [
      seats('V', '2026-11-12'),
      seats('V', '2026-11-14'),
    ]);
    await fail(door.table, license('2026-11-18', '2026-11-19', '2026-11-21T01:10:00Z'), 'VENDOR_UNAVAILABLE');
    const items = await coverage();
    expect(spans(items)).toEqual([
      '11-12..11-13 observed',
      '11-14..11-17 provisional',
      '11-18..11-19 failed VENDOR_UNAVAILABLE',
      '11-20 missing',
    ]);
    expect(items.map((one) => one.lastAttemptAt?.slice(11, 16) ?? null)).toEqual([
      ...Array.from({ length: 6 }, () => '01:00'),
      '01:10',
      '01:10',
      null,
    ]);
  });

  test('counts a day read before the customer had a record, once it has an earlier one', async () => {
    await collect(door.table, license('2026-11-13', '2026-11-20'), [seats('V', '2026-11-16')]);
    await collect(door.table, license('2026-11-10', '2026-11-12', '2026-11-21T01:30:00Z'), [seats('V', '2026-11-10')]);
    const items = await coverage();
    expect(spans(items)).toEqual(['11-10..11-13 observed', '11-14..11-20 provisional']);
    expect(items.every((one) => one.lastAttemptAt !== null)).toBe(true);
  });

  test('fails the periods of whom a row could not be read, until it is, and nobody else', async () => {
    await collect(door.table, license('2026-11-18', '2026-11-20'), [
      ...['2026-11-18', '2026-11-19', '2026-11-20'].flatMap((day) => [seats('V', day), seats('W', day)]),
      unread('W'),
      unread('X'),
    ]);
    const failed = '11-18..11-20 failed VENDOR_RESPONSE_INVALID';
    expect(await states()).toEqual(['V: 11-18..11-20 provisional', `W: ${failed}`, `X: ${failed}`]);
    const again = license('2026-11-18', '2026-11-20', '2026-11-21T01:40:00Z');
    await collect(door.table, again, [seats('V', '2026-11-18'), seats('W', '2026-11-18')]);
    expect(await states()).toEqual(['V: 11-18..11-20 provisional', 'W: 11-18..11-20 provisional']);
  });

  test('fails everybody where a row names nobody', async () => {
    await collect(door.table, license('2026-11-19', '2026-11-20'), [seats('V', '2026-11-19'), unread(null)]);
    expect(spans(await coverage())).toEqual(['11-19..11-20 failed VENDOR_RESPONSE_INVALID']);
  });

  test('expects nothing before what the vendor still shows', async () => {
    await collect(door.table, license('2026-11-12', '2026-11-20'), [seats('V', '2026-11-12')]);
    await changeAccount(door.table, { provider: 'trend-micro', account: 'default' }, (state) => ({
      ...state,
      floors: { 'vendor-license': '2026-11-17' },
    }));
    expect(spans(await coverage())).toEqual(['11-17..11-20 provisional']);
  });

  test('goes by months where the vendor does', async () => {
    const line = { customerId: '1', productId: 'P', consumed: 1, labels: {}, reported: { usageQuantity: 1 } };
    await collect(door.table, month('2026-10'), [{ ...line, period: '2026-10' }]);
    await fail(door.table, month('2026-11'), 'THROTTLED');
    expect(spans(await coverage())).toEqual(['10 observed', '11 failed THROTTLED']);
    expect(spans(await coverage('from=2026-10-31&to=2026-10-31'))).toEqual(['10 observed']);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, periods } from '../../../lib/calendar.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { collect, type Row } from '../../support/ledger.ts';
import { type Door, newTable, openDoor } from './door.ts';
import { ago, asked, brief, LAST, read, used } from './underused-rig.ts';
import { lineWorksRow, NOW } from './world.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});
afterAll(() => db.close());

const empty = async (): Promise<Door> => openDoor(await newTable(db), { now: () => NOW });

const ofPlan = (plan: string): Partial<Row> => ({ productId: plan, labels: { plan, status: 'USING' } });

const deployed = (customerId: string, period: string): Row => ({
  ...lineWorksRow(customerId, period, 4),
  labels: { serviceCode: 'exo', serviceName: 'EXO', channel: null },
});

const shown = (period: string, consumed: number): Row => ({ ...deployed('a', period), consumed });
const show = (own: Door, day: string, rows: readonly Row[]): Promise<void> =>
  collect(
    own.table,
    { provider: 'partner-center', dataset: 'deployment', from: day, to: day, at: `${day}T03:00:00Z` },
    rows,
  );

describe('an item', () => {
  test('holds every field in the order of the answer', async () => {
    const own = await empty();
    await read(own, used(ago(39), 4));
    const [item] = await asked(own);
    expect(JSON.stringify(item)).toBe(
      JSON.stringify({
        provider: 'line-works',
        account: 'default',
        dataset: 'usages',
        customerId: '1',
        customerName: 'Works 1',
        productId: 'works/basic',
        productName: 'works/basic',
        labels: { plan: 'ANNUAL_2', status: 'USING' },
        plan: 'ANNUAL_2',
        term: 'annual',
        entitled: 10,
        consumed: 4,
        free: 6,
        lowest: 6,
        since: ago(39),
        observed: 30,
        expected: 30,
        asOf: LAST,
      }),
    );
  });

  test('says for how long seats are bought where the plan does', async () => {
    const own = await empty();
    await read(
      own,
      ['MONTHLY', 'ANNUAL_LICENSE', 'TRIAL'].flatMap((name) => used(ago(29), 4, ofPlan(name))),
    );
    expect((await asked(own)).map(({ plan: name, term }) => `${name} ${term}`).toSorted()).toEqual([
      'ANNUAL_LICENSE annual',
      'MONTHLY monthly',
      'TRIAL null',
    ]);
  });
});

describe('what was free all the time', () => {
  test('is the fewest of the last 30, 60 or 90 days, since the day from which on it never was less', async () => {
    const own = await empty();
    await read(own, [
      ...used(ago(100), 9, {}, ago(71)),
      ...used(ago(70), 7, {}, ago(46)),
      ...used(ago(45), 5, {}, ago(8)),
      ...used(ago(7), 6),
    ]);
    expect(brief(await asked(own))).toEqual([`1: 4, lowest 4 since ${ago(45)}, 30 of 30`]);
    expect(brief(await asked(own, 'days=60'))).toEqual([`1: 4, lowest 3 since ${ago(70)}, 60 of 60`]);
    expect(brief(await asked(own, 'days=90'))).toEqual([`1: 4, lowest 1 since ${ago(100)}, 90 of 90`]);
  });

  test('leaves out whoever used every seat on one of the days, or is over', async () => {
    const own = await empty();
    await read(own, [...used(ago(29), 4, {}, ago(3)), ...used(ago(2), 11, {}, ago(2)), ...used(ago(1), 4)]);
    expect(await asked(own)).toEqual([]);
    await read(own, used(ago(29), 12, { customerId: '2' }));
    expect(await asked(own)).toEqual([]);
  });

  test('does not take days without observation for days with free seats', async () => {
    const own = await empty();
    const days = used(ago(29), 4);
    await read(own, [...days.slice(0, 6), ...days.slice(-10)]);
    expect(brief(await asked(own))).toEqual(['1: 6, lowest 6 since 2026-10-22, 16 of 30']);
    const scarce = await empty();
    await read(scarce, [...days.slice(0, 4), ...days.slice(-10)]);
    expect(brief(await asked(scarce))).toEqual(['1: 6, lowest null since null, 14 of 30']);
  });

  test('says nothing of a day on which one of the figures is not known', async () => {
    const own = await empty();
    await read(own, [
      ...used(ago(29), 4, {}, ago(5)),
      ...used(ago(4), 4, { consumed: null }, ago(2)),
      ...used(ago(1), 4),
    ]);
    expect(brief(await asked(own))).toEqual([`1: 6, lowest 6 since ${ago(29)}, 27 of 30`]);
    await read(own, [...used('2026-11-01', 4, {}, ago(1)), ...used(LAST, 4, { entitled: null })]);
    expect(await asked(own)).toEqual([]);
  });

  test('follows what the vendor corrected and took back', async () => {
    const own = await empty();
    await read(own, used(ago(29), 4));
    const november = used('2026-11-01', 4);
    const corrected = november.map((row) => (row.period === '2026-11-10' ? { ...row, consumed: 8 } : row));
    await read(own, corrected, '2026-11-21T01:20:00Z');
    expect(brief(await asked(own))).toEqual([`1: 6, lowest 2 since ${ago(29)}, 30 of 30`]);
    await read(
      own,
      november.filter(({ period }) => period !== '2026-11-10'),
      '2026-11-21T01:40:00Z',
    );
    expect(brief(await asked(own))).toEqual([`1: 6, lowest 6 since ${ago(29)}, 29 of 30`]);
  });

  test('begins again where the product was not held meanwhile', async () => {
    const own = await empty();
    const other = used(ago(29), 10, { productId: 'works/other' });
    await read(own, [...other, ...used(ago(29), 4, {}, ago(20)), ...used(ago(15), 4)]);
    expect(brief(await asked(own))).toEqual([`1: 6, lowest 6 since ${ago(15)}, 26 of 30`]);
  });
});

describe('a list that shows what was processed days ago', () => {
  test('is an observation on every day on which it was read', async () => {
    const own = await empty();
    for (const day of periods(ago(33), ago(27))) await show(own, day, [shown(ago(36), 9)]);
    for (const day of periods(ago(22), ago(10))) await show(own, day, [shown(ago(26), 5)]);
    for (const day of periods(ago(4), ago(0))) await show(own, day, [shown(ago(7), 4)]);
    expect(brief(await asked(own))).toEqual([`a: 6, lowest 1 since ${ago(36)}, 21 of 30`]);
  });

  test('says too little when it was read on few days', async () => {
    const own = await empty();
    for (const day of periods(ago(9), ago(0))) await show(own, day, [shown(ago(12), 5)]);
    expect(brief(await asked(own))).toEqual(['a: 5, lowest null since null, 10 of 30']);
  });
});

describe('what is not held any more', () => {
  test('a product without a row on the newest day is not listed', async () => {
    const own = await empty();
    const other = used(ago(29), 10, { productId: 'works/other' });
    await read(own, [...other, ...used(ago(29), 4, {}, ago(1))]);
    expect(await asked(own)).toEqual([]);
  });

  test('a customer that a complete list no longer holds is not listed', async () => {
    const own = await empty();
    const snapshot = (day: string, rows: readonly Row[]): Promise<void> =>
      collect(
        own.table,
        { provider: 'partner-center', dataset: 'deployment', from: day, to: day, at: `${day}T03:00:00Z` },
        rows,
      );
    for (const day of periods(ago(20), ago(1)))
      await snapshot(addDays(day, 1), [deployed('a', day), deployed('b', day)]);
    expect((await asked(own)).map(({ customerId }) => customerId).toSorted()).toEqual(['a', 'b']);
    await snapshot('2026-11-21', [deployed('b', LAST)]);
    expect(brief(await asked(own))).toEqual([`b: 6, lowest 6 since ${ago(20)}, 21 of 30`]);
  });

  test('the level of a partner repeats its customers and is not listed', async () => {
    const own = await empty();
    const rows = [...periods(ago(29), LAST)].map((period) => ({
      ...lineWorksRow('vid', period, 4),
      labels: { level: 'partner' },
    }));
    const range = { from: ago(29), to: LAST, at: '2026-11-21T01:00:00Z' };
    await collect(own.table, { provider: 'trend-micro', dataset: 'vendor-license', ...range }, rows);
    expect(await asked(own)).toEqual([]);
  });
});

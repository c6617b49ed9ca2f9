/** What the ledger takes for granted of every engine that may hold it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  collectAll,
  get,
  getAll,
  type Item,
  openTable,
  prefixed,
  putIf,
  query,
  replaceIf,
  type Table,
  writeAll,
} from '../../../lib/ledger/client.ts';
import { startDynamoDb } from '../../support/dynamodb.ts';
import { inProcessClient } from '../../support/in-process-client.ts';
import { MemoryDynamoDb } from '../../support/memory-dynamodb.ts';

/** Each test has a partition of its own. */
const newPk = (): string => `U#${randomUUID()}`;
const itemsOf = (pk: string, count: number, more: object = {}): Item[] =>
  Array.from({ length: count }, (_, number) => ({ pk, sk: String(number).padStart(4, '0'), number, ...more }));
const keysOf = (items: readonly Item[]): string[] => items.map(({ sk }) => sk);

const ENGINES = {
  'a real engine': async () => {
    const engine = await startDynamoDb();
    return { table: openTable(engine.table, { client: engine.client }), close: () => engine.close() };
  },
  'the engine in memory': async () => {
    const memory = new MemoryDynamoDb();
    const client = inProcessClient((operation, input) => memory.answer(operation, input));
    return { table: openTable('memory', { client }), close: async () => client.destroy() };
  },
};

describe.each(Object.entries(ENGINES))('%s', (_, start) => {
  let engine: Awaited<ReturnType<typeof start>> | undefined;
  let table: Table;
  beforeAll(async () => {
    engine = await start();
    table = engine.table;
  });
  afterAll(() => engine?.close());

  test('everything that is put is read again as it was: numbers, nothing, nesting, empty text and foreign letters', async () => {
    const pk = newPk();
    const item = {
      pk,
      sk: 'a',
      whole: Number.MAX_SAFE_INTEGER,
      small: 1.25e-7,
      none: null,
      text: '',
      yes: true,
      deep: { list: [1, [2, {}], []], 'odd # % name': '漢字 🎈' },
    };
    await writeAll(table, [item]);
    expect(await get(table, { pk, sk: 'a' })).toEqual(item);
    expect(await get(table, { pk, sk: 'b' })).toBeNull();
  });

  test('more than one batch is written and read, and what is not there is left out', async () => {
    const pk = newPk();
    const items = itemsOf(pk, 130);
    await writeAll(table, items);
    await writeAll(table, items);
    const wanted = [...items, ...itemsOf(`${pk}-none`, 3)].map(({ sk, pk: one }) => ({ pk: one, sk }));
    const found = await getAll(table, wanted);
    expect(keysOf(found).toSorted()).toEqual(keysOf(items));
    await writeAll(table, itemsOf(pk, 1, { number: 'new' }), items.slice(1));
    await writeAll(table, [], items.slice(1));
    expect(await getAll(table, wanted)).toEqual([{ pk, sk: '0000', number: 'new' }]);
  });

  test('a version is replaced once, however many try', async () => {
    const pk = newPk();
    const put = (v: number, from: number | null) => putIf(table, { pk, sk: 'a', v }, from);
    const begun = await Promise.all(Array.from({ length: 6 }, () => put(0, null)));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const next = await Promise.all(Array.from({ length: 6 }, () => put(1, 0)));
    expect(next.filter(Boolean)).toHaveLength(1);
    expect([await put(9, 0), await put(9, null), await put(2, 1)]).toEqual([false, false, true]);
    expect(await get(table, { pk, sk: 'a' })).toEqual({ pk, sk: 'a', v: 2 });
  });

  test('an item without a version counts as the first one', async () => {
    const pk = newPk();
    await writeAll(table, [{ pk, sk: 'a' }]);
    expect(await putIf(table, { pk, sk: 'a', v: 1 }, 1)).toBe(false);
    expect(await putIf(table, { pk, sk: 'a', v: 1 }, 0)).toBe(true);
  });

  test('of several items that belong together the last one decides', async () => {
    const pk = newPk();
    const items = (v: number): Item[] => [
      { pk, sk: 'a', v },
      { pk, sk: 'b', v },
    ];
    expect(await replaceIf(table, items(0), null)).toBe(true);
    expect(await replaceIf(table, items(1), 0)).toBe(true);
    expect(await replaceIf(table, items(2), 0)).toBe(false);
    expect((await get(table, { pk, sk: 'b' }))?.['v']).toBe(1);
  });

  test('a partition of more than a megabyte is read page by page, in either direction', async () => {
    const pk = newPk();
    const items = itemsOf(pk, 30, { weight: 'x'.repeat(90_000) });
    await writeAll(table, items);
    const whole = await collectAll(query(table, { pk, consistent: true }));
    expect(keysOf(whole)).toEqual(keysOf(items));
    const back = await collectAll(query(table, { pk, newestFirst: true, pageSize: 7 }));
    expect(keysOf(back)).toEqual(keysOf(items).toReversed());
  });

  test('a range begins and ends with its keys, and goes on after any item', async () => {
    const pk = newPk();
    await writeAll(table, itemsOf(pk, 12));
    const range = { pk, from: '0003', to: '0008' };
    expect(keysOf(await collectAll(query(table, range)))).toEqual(['0003', '0004', '0005', '0006', '0007', '0008']);
    const after = { pk, sk: '0006' };
    expect(keysOf(await collectAll(query(table, { ...range, after })))).toEqual(['0007', '0008']);
  });

  test('keys are in the order of their bytes, and a prefix holds all that begins with it', async () => {
    const pk = newPk();
    const sorted = ['P', 'P#', 'P#a', 'P#z', 'P#é', 'P#\uFFFD', 'P#🎈', 'Q'];
    await writeAll(
      table,
      sorted.map((sk) => ({ pk, sk })),
    );
    expect(keysOf(await collectAll(query(table, { pk })))).toEqual(sorted);
    expect(keysOf(await collectAll(query(table, prefixed(pk, 'P#'))))).toEqual(sorted.slice(1, -1));
  });

  test('the index holds what is marked, follows a changed mark and forgets a mark taken away', async () => {
    const [pk, mark] = [newPk(), randomUUID()];
    const marked = (sk: string, msk: string): Item => ({ pk, sk, mpk: mark, msk, weight: 'x'.repeat(200_000) });
    await writeAll(table, [...['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((sk) => marked(sk, `1${sk}`)), { pk, sk: 'z' }]);
    await writeAll(table, [marked('a', '9'), { pk, sk: 'b' }], [{ pk, sk: 'c' }]);
    const found = await collectAll(query(table, { pk: mark, index: true }));
    expect(keysOf(found)).toEqual(['d', 'e', 'f', 'g', 'a']);
    expect(found.at(-1)).toEqual(marked('a', '9'));
    const back = await collectAll(query(table, { pk: mark, index: true, newestFirst: true, pageSize: 2 }));
    expect(keysOf(back)).toEqual(['a', 'g', 'f', 'e', 'd']);
  });
});

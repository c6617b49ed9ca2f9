import { expect, test } from 'vitest';
import { openTable, type Table, writeAll } from '../../../lib/ledger/client.ts';
import { seriesItemKey } from '../../../lib/ledger/keys.ts';
import { encodeCatalogue, type SeriesEntry } from '../../../lib/ledger/series-item.ts';
import { lineWorksDatasets } from '../../../lib/providers/line-works/datasets.ts';
import { byOrder, seriesBook } from '../../../lib/query/series-names.ts';
import { memoryTable } from '../../model/memory-table.ts';

const dataset = lineWorksDatasets.usages;
const shelf = { provider: 'line-works', account: 'default' } as const;
const place = { shelf, name: 'usages', dataset };

const entryOf = (productId: string, plan: string | null): SeriesEntry => ({
  productId,
  productName: null,
  labels: { plan, status: null },
  from: '2026-11-20',
  absences: [],
  away: false,
});

async function write(table: Table, entries: ReadonlyArray<readonly [string, SeriesEntry]>): Promise<void> {
  const catalogue = { entries: new Map(entries), chunks: 1, version: null };
  await writeAll(
    table,
    encodeCatalogue(dataset, catalogue, (chunk) => seriesItemKey(shelf, 'c1', 'usages', chunk)),
  );
}

function emptyTable(): Table {
  const memory = memoryTable();
  return openTable(memory.name, memory);
}

test('a series that turns up while an answer is being read has a name: names are written before numbers', async () => {
  const table = emptyTable();
  const book = await seriesBook(table, place, 'c1');
  expect([...book.all()]).toEqual([]);
  await write(table, [['s1', entryOf('A/P', null)]]);
  expect(await book.find('s1')).toMatchObject({ series: 's1', entry: { productId: 'A/P' } });
  expect(await book.find('s2')).toBeNull();
});

test('series are in the order of product and key labels, one without a plan before those that have one', async () => {
  const table = emptyTable();
  await write(table, [
    ['s4', entryOf('B/P', null)],
    ['s3', entryOf('A/P', 'MONTHLY')],
    ['s1', entryOf('A/P', 'ANNUAL_LICENSE')],
    ['s2', entryOf('A/P', null)],
  ]);
  const book = await seriesBook(table, place, 'c1');
  expect([...book.all()].toSorted(byOrder).map(({ series }) => series)).toEqual(['s2', 's1', 's3', 's4']);
});

test('series of equal names keep an order of their own', async () => {
  const table = emptyTable();
  await write(table, [
    ['s2', entryOf('A/P', null)],
    ['s1', entryOf('A/P', null)],
  ]);
  const [second, first] = [...(await seriesBook(table, place, 'c1')).all()];
  if (!first || !second) throw new TypeError('two series were written');
  expect([byOrder(first, second), byOrder(second, first), byOrder(first, first)]).toEqual([-1, 1, 0]);
});

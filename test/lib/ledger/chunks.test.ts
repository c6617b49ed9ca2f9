import { describe, expect, test } from 'vitest';
import { collectAll, type Item, openTable, writeAll } from '../../../lib/ledger/client.ts';
import { correctedMark, correctedPeriods } from '../../../lib/ledger/corrected.ts';
import { periodKey, seriesItemKey } from '../../../lib/ledger/keys.ts';
import { allPeriods, loadCatalogues, loadPeriods } from '../../../lib/ledger/load.ts';
import { periodTimes } from '../../../lib/ledger/period-times.ts';
import { type Cell, encodePeriod, type PeriodContent } from '../../../lib/ledger/period.ts';
import { encodeCatalogue, type SeriesEntry } from '../../../lib/ledger/series-item.ts';
import { naverCloudDatasets } from '../../../lib/providers/naver-cloud/datasets.ts';
import { seriesKey } from '../../../lib/series.ts';
import { memoryTable } from '../../model/memory-table.ts';

const dataset = naverCloudDatasets['contract-usage'];
const shelf = { provider: 'naver-cloud', account: 'default' } as const;
const place = { shelf, name: 'contract-usage', dataset };
const PERIOD = '2026-10';

const figures = (consumed: number) => ({ unit: 'USAGE_SEC', entitled: null, consumed, exceeded: null, reported: {} });
const correction = { before: figures(1), after: figures(2), observedAt: 1, correctedAt: 2 };
const keyOf = (index: number): string => seriesKey(dataset, `P${index}`, {});

/** `count` series, the first of them corrected. */
const contentOf = (count: number): PeriodContent => ({
  period: PERIOD,
  cells: new Map(
    Array.from({ length: count }, (_, index): [string, Cell] => [
      keyOf(index),
      { figures: figures(index), observedAt: 7, corrections: index === 0 ? [correction] : [] },
    ]),
  ),
  readAt: 7,
  version: 0,
  chunks: 1,
  partial: [],
});

const itemsOf = (content: PeriodContent): Item[] =>
  encodePeriod(
    dataset,
    content,
    (chunk) => periodKey(shelf, 'c1', place.name, PERIOD, chunk),
    correctedMark(shelf, 'c1', PERIOD, place.name),
  );

function newTable() {
  const memory = memoryTable();
  return openTable(memory.name, memory);
}

const LARGE = 5000;

describe('a period too large for one item', () => {
  test('is read whole by key and in a range, and is one period', async () => {
    const table = newTable();
    const items = itemsOf(contentOf(LARGE));
    expect(items.length).toBeGreaterThan(1);
    await writeAll(table, items);
    const one = (await loadPeriods(table, place, [{ customer: 'c1', period: PERIOD }])).get('c1')?.get(PERIOD);
    expect(one?.cells.size).toBe(LARGE);
    const all = await allPeriods(table, place, 'c1');
    expect(all.map(({ cells }) => cells.size)).toEqual([LARGE]);
    expect(await periodTimes(table, shelf, 'c1', place.name, ['2026-01', '2026-12'])).toEqual(new Map([[PERIOD, 7]]));
  });

  test('reads as it was until the last item of its new layout is written, corrections and all', async () => {
    const table = newTable();
    await writeAll(table, itemsOf(contentOf(3)));
    // Item 00 is the last one of a layout, and here it is not written any more.
    await writeAll(table, itemsOf(contentOf(LARGE)).slice(0, -1));
    const one = (await loadPeriods(table, place, [{ customer: 'c1', period: PERIOD }])).get('c1')?.get(PERIOD);
    expect(one?.cells.size).toBe(3);
    expect((await allPeriods(table, place, 'c1')).map(({ cells }) => cells.size)).toEqual([3]);
    const corrected = await collectAll(correctedPeriods(table, shelf, naverCloudDatasets, {}));
    expect(corrected.map(({ period, corrections }) => [period, [...corrections.keys()]])).toEqual([
      [PERIOD, [keyOf(0)]],
    ]);
  });

  test('of which only further items were written is none', async () => {
    const table = newTable();
    await writeAll(table, itemsOf(contentOf(LARGE)).slice(0, -1));
    expect(await allPeriods(table, place, 'c1')).toEqual([]);
    expect(await loadPeriods(table, place, [{ customer: 'c1', period: PERIOD }])).toEqual(new Map());
  });
});

const entry = (productId: string): SeriesEntry => ({
  productId,
  productName: 'n'.repeat(200),
  labels: {},
  from: PERIOD,
  absences: [],
  away: false,
});

function itemsFor(count: number): Item[] {
  const entries = new Map(Array.from({ length: count }, (_, index) => [keyOf(index), entry(`P${index}`)]));
  return encodeCatalogue(dataset, { entries, chunks: 1, version: null }, (chunk) =>
    seriesItemKey(shelf, 'c1', place.name, chunk),
  );
}

test('names too many for one item are read whole, and as they were until the last item is written', async () => {
  const table = newTable();
  const sizeNow = async (): Promise<number | undefined> =>
    (await loadCatalogues(table, place, ['c1'])).get('c1')?.entries.size;
  await writeAll(table, itemsFor(2));
  await writeAll(table, itemsFor(2000).slice(0, -1));
  expect(await sizeNow()).toBe(2);
  await writeAll(table, itemsFor(2000));
  expect(await sizeNow()).toBe(2000);
});

test('corrections of a dataset that is no longer known are passed over', async () => {
  const table = newTable();
  await writeAll(table, itemsOf(contentOf(1)));
  expect(await collectAll(correctedPeriods(table, shelf, {}, {}))).toEqual([]);
});

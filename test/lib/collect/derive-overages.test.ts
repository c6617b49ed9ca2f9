import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveOverages } from '../../../lib/collect/derive-overages.ts';
import { collectAll, openTable, writeAll } from '../../../lib/ledger/client.ts';
import { periodKey } from '../../../lib/ledger/keys.ts';
import type { Place } from '../../../lib/ledger/load.ts';
import { overagesOfDataset } from '../../../lib/ledger/overages.ts';
import { encodePeriod } from '../../../lib/ledger/period.ts';
import type { SeriesCatalogue } from '../../../lib/ledger/series-item.ts';
import { lineWorksDatasets } from '../../../lib/providers/line-works/datasets.ts';
import { notingTable } from '../../support/noting-table.ts';
import { memoryTable } from '../../model/memory-table.ts';

const name = 'option-product-usages';
const place: Place = {
  shelf: { provider: 'line-works', account: 'default' },
  name,
  dataset: lineWorksDatasets[name],
};
const customer = { customer: '10000001', customerId: '10000001', customerName: null };
const SERIES = ['AAAAAAAAAAAA', 'BBBBBBBBBBBB', 'CCCCCCCCCCCC'];
const catalogue: SeriesCatalogue = {
  entries: new Map(
    SERIES.map((productId) => [
      productId,
      { productId, productName: null, labels: { plan: 'MONTHLY' }, from: '2026-11-01', absences: [], away: false },
    ]),
  ),
  chunks: 1,
  version: 0,
};
const NOW = new Date('2026-11-25T00:00:00Z');
const dayOf = (index: number): string => `2026-11-${String(index + 1).padStart(2, '0')}`;

/** Seats over of each series on one day; undefined = no row of it. */
const day = fc.array(fc.constantFrom(undefined, 0, 0, 1, 2), { minLength: 3, maxLength: 3 });
type Day = ReadonlyArray<number | undefined>;

function itemsOf(days: readonly Day[]) {
  return days.flatMap((overs, index) => {
    const cells = new Map(
      overs.flatMap((exceeded, at) => {
        const figures = {
          unit: 'seat',
          entitled: 5,
          consumed: 5 + (exceeded ?? 0),
          exceeded: exceeded ?? 0,
          reported: {},
        };
        const cell = { figures, observedAt: 0, corrections: [] };
        return exceeded === undefined ? [] : [[SERIES[at] ?? '', cell] as const];
      }),
    );
    const content = { period: dayOf(index), cells, readAt: 0, version: 0, chunks: 1, partial: [] };
    const keyOf = (chunk: number) => periodKey(place.shelf, customer.customer, name, content.period, chunk);
    return encodePeriod(place.dataset, content, keyOf, { mpk: 'm', msk: 's' });
  });
}

test('looking from the first changed day on leaves nothing that looking at everything would change', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(day, { minLength: 2, maxLength: 12 }),
      fc.array(day, { minLength: 12, maxLength: 12 }),
      fc.nat(11),
      async (before, after, changed) => {
        const table = openTable('memory', { client: memoryTable().client });
        const derive = async (from = '0') =>
          (await deriveOverages(table, place, [{ customer, catalogue, from }], NOW)).changes;
        await writeAll(table, itemsOf(before));
        await derive();
        await writeAll(table, itemsOf([...before.slice(0, changed), ...after.slice(changed, before.length + 1)]));
        await derive(dayOf(Math.min(changed, before.length)));
        expect(await derive()).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('nor does looking at what is new alone, with what was open before it', async () => {
  const some = fc.oneof({ weight: 2, arbitrary: day }, { weight: 1, arbitrary: fc.constant([]) });
  const step = fc.record({ back: fc.nat(3), days: fc.array(some, { minLength: 1, maxLength: 5 }) });
  const absent = fc.array(fc.nat(20).map(dayOf), { maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 5 }),
      fc.tuple(absent, absent, absent),
      fc.constantFrom(NOW, new Date('2027-03-01T00:00:00Z')),
      async (steps, absences, now) => {
        const table = openTable('memory', { client: memoryTable().client });
        const entries = [...catalogue.entries].map(
          ([series, entry], index) => [series, { ...entry, absences: absences[index]?.toSorted() ?? [] }] as const,
        );
        const seen = { ...catalogue, entries: new Map(entries) };
        const derive = async (from = '0', isRight = false) =>
          (await deriveOverages(table, place, [{ customer, catalogue: seen, from, isRight }], now)).changes;
        let known: readonly Day[] = [];
        for (const { back, days } of steps) {
          const changed = Math.max(0, known.length - back);
          const isRight = known.length > 0;
          known = [...known.slice(0, changed), ...days, ...known.slice(changed + days.length)];
          await writeAll(table, itemsOf(known));
          await derive(dayOf(changed), isRight);
          expect(await derive()).toEqual([]);
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** The day from which on a noted request reads. */
const fromOf = (text: string): string => /":from":"[^"]*(\d\d)"/.exec(text)?.[1] ?? '';

test('of an overage that goes on nothing is read but what is new, unless its peak was there', async () => {
  const table = openTable('memory', { client: memoryTable().client });
  const read: string[] = [];
  const noted = notingTable(table, /":from":"P#/, read);
  const derive = async (days: readonly number[], from: number) => {
    await writeAll(table, itemsOf(days.map((over) => [over])));
    read.length = 0;
    const subject = { customer, catalogue, from: dayOf(from), isRight: from > 0 };
    await deriveOverages(noted, place, [subject], NOW);
    const [kept] = await collectAll(overagesOfDataset(table, place.shelf, customer.customer, name));
    return [read.map(fromOf).join(), kept?.peak, kept?.peakAt.slice(-2), kept?.asOf.slice(-2)];
  };
  await derive([1, 1, 2], 0);
  expect(await derive([1, 1, 2, 1], 3)).toEqual(['04', 2, '03', '04']);
  expect(await derive([1, 1, 2, 1, 2], 4)).toEqual(['05', 2, '03', '05']);
  expect(await derive([1, 1, 2, 1, 2, 3], 5)).toEqual(['06', 3, '06', '06']);
  expect(await derive([1, 1, 2, 1, 2, 1], 5)).toEqual(['06,01', 2, '03', '06']);
  // Not over any more, where it was over until then.
  expect(await derive([1, 1, 2, 1, 2, 0], 5)).toEqual(['06,01', 2, '03', '05']);
});

test('an overage that another run writes over while it is derived is derived once more', async () => {
  const table = openTable('memory', { client: memoryTable().client });
  const subject = { customer, catalogue, from: '0' };
  const none = [undefined, undefined];
  await writeAll(table, itemsOf([[1, ...none]]));
  await deriveOverages(table, place, [subject], NOW);
  await writeAll(
    table,
    itemsOf([
      [1, ...none],
      [2, ...none],
    ]),
  );
  let looks = 0;
  const send = async (command: Parameters<typeof table.client.send>[0]): Promise<unknown> => {
    const text = JSON.stringify(command.input);
    // The other one has seen a day more, and ended it there.
    if (text.includes('"ConditionExpression"') && looks++ === 0) {
      await writeAll(
        table,
        itemsOf([
          [1, ...none],
          [2, ...none],
          [0, ...none],
        ]),
      );
      await deriveOverages(table, place, [subject], NOW);
    }
    return table.client.send(command);
  };
  const client = Object.assign(Object.create(table.client) as typeof table.client, { send });
  const { changes } = await deriveOverages({ ...table, client }, place, [subject], NOW);
  expect({ looks, changes }).toEqual({ looks: 1, changes: [] });
  const kept = await collectAll(overagesOfDataset(table, place.shelf, customer.customer, name));
  expect(kept).toMatchObject([{ since: dayOf(0), until: dayOf(2), peak: 2, asOf: dayOf(1) }]);
});

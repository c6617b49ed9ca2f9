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
        const derive = (from = '0') => deriveOverages(table, place, [{ customer, catalogue, from }], NOW);
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
  const changes = await deriveOverages({ ...table, client }, place, [subject], NOW);
  expect({ looks, changes }).toEqual({ looks: 1, changes: [] });
  const kept = await collectAll(overagesOfDataset(table, place.shelf, customer.customer, name));
  expect(kept).toMatchObject([{ since: dayOf(0), until: dayOf(2), peak: 2, asOf: dayOf(1) }]);
});

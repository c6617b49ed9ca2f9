/** Holds overages, in the index and beside the records, and customers' totals against the model's. */
import { expect } from 'vitest';
import type { OverageRecord } from '../../lib/ledger/overages.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { inOrder } from './in-order.ts';
import { isUnnamed, newestNames } from './names-model.ts';
import { observedOverages, observedTotals } from './observed.ts';
import { type ModelOverage, overagesOf } from './overages-model.ts';
import type { Rig } from './rig.ts';
import { totalsOf } from './totals-model.ts';

const overageNames = ({
  labels,
  productName,
  customerName,
}: Pick<OverageRecord, 'labels' | 'productName' | 'customerName'>): string =>
  JSON.stringify([labels, productName, customerName]);

export async function compareOverages({ table, model, now }: Rig, provider: ProviderId): Promise<void> {
  const { indexed, beside } = await observedOverages(table, provider);
  const namesIn = ({ dataset, customerId, series }: ModelOverage): string => {
    const sheet = model.sheets.get(`${dataset}#${customerId}`);
    const [labels, productName] = sheet ? newestNames(sheet, series) : [];
    return JSON.stringify([labels, productName, sheet?.customerName]);
  };
  const plainly = (all: typeof indexed) =>
    inOrder(
      all.map(({ dataset, customerId, id: series, since, until, peak, asOf, exceeded, ...names }) => ({
        dataset,
        customerId,
        series,
        since,
        until,
        peak,
        asOf,
        exceeded,
        names: isUnnamed(model, { dataset, customerId, series }) ? null : overageNames(names),
      })),
    );
  const expected = inOrder(
    overagesOf(model, now).map((one) => ({
      dataset: one.dataset,
      customerId: one.customerId,
      series: one.series,
      since: one.since,
      until: one.until,
      peak: one.peak,
      asOf: one.asOf,
      exceeded: one.exceeded,
      names: isUnnamed(model, one) ? null : namesIn(one),
    })),
  );
  expect(plainly(indexed)).toEqual(expected);
  expect(plainly(beside)).toEqual(expected);
}

export async function compareTotals({ table, model }: Rig, provider: ProviderId): Promise<void> {
  const expected = totalsOf(model);
  const actual = (await observedTotals(table, provider)).map(
    ({ customerId, series, entitled, consumed, exceeded, asOf }) => ({
      customerId,
      series,
      entitled,
      consumed,
      exceeded,
      asOf: expected.some((one) => one.customerId === customerId && one.asOf === null) ? null : asOf,
    }),
  );
  expect(inOrder(actual)).toEqual(inOrder(expected));
}

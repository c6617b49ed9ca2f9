/** What the ledger holds, read as the answers read it, in the model's words. */
import { instant } from '../../lib/calendar.ts';
import { collectAll, type Table } from '../../lib/ledger/client.ts';
import { wholeDirectory } from '../../lib/ledger/directory.ts';
import { allPeriods, loadCatalogues } from '../../lib/ledger/load.ts';
import { type OverageRecord, overagesByState, overagesOfDataset } from '../../lib/ledger/overages.ts';
import { DATASETS } from '../../lib/datasets.ts';
import { walkCoverage } from '../../lib/query/coverage.ts';
import { walkCustomers } from '../../lib/query/customers.ts';
import { walkUsage } from '../../lib/query/usage.ts';
import type { Figures, ProviderId } from '../../lib/usage.ts';
import { seriesId } from './sheet.ts';

const EVER = { from: '0001-01-01', to: '9998-12-31' };

async function items<T>(walk: AsyncIterable<{ readonly item: T | null }>): Promise<T[]> {
  const steps = await collectAll(walk);
  return steps.flatMap(({ item }) => (item === null ? [] : [item]));
}

export async function observedRecords(table: Table, provider: ProviderId, now: Date) {
  const records = await items(walkUsage(table, { provider, ...EVER }, null, now));
  return records.map((record) => {
    const dataset = DATASETS[provider][record.dataset];
    const series = dataset ? seriesId(dataset, record.productId, record.labels) : '';
    return { ...record, series };
  });
}

export async function observedOverages(table: Table, provider: ProviderId) {
  const shelf = { provider, account: 'default' };
  const indexed: ObservedOverage[] = [];
  for (const state of ['open', 'closed'] as const) {
    for await (const { overage } of overagesByState(table, provider, state)) indexed.push(named(overage));
  }
  const beside: ObservedOverage[] = [];
  for (const { customer, dataset } of await wholeDirectory(table, shelf)) {
    for await (const overage of overagesOfDataset(table, shelf, customer, dataset)) beside.push(named(overage));
  }
  return { indexed, beside };
}

interface ObservedOverage extends OverageRecord {
  /** The model's name of the series. */
  readonly id: string;
}

function named(overage: OverageRecord): ObservedOverage {
  const dataset = DATASETS[overage.provider][overage.dataset];
  return { ...overage, id: dataset ? seriesId(dataset, overage.productId, overage.labels) : '' };
}

interface ObservedCorrection {
  readonly dataset: string;
  readonly customerId: string;
  readonly series: string;
  readonly period: string;
  readonly before: Figures;
  readonly after: Figures | null;
  readonly observedAt: string;
  readonly correctedAt: string;
}

export async function observedCorrections(table: Table, provider: ProviderId) {
  const shelf = { provider, account: 'default' };
  const found: ObservedCorrection[] = [];
  for (const { customer, customerId, dataset: name } of await wholeDirectory(table, shelf)) {
    const dataset = DATASETS[provider][name];
    if (!dataset) continue;
    const place = { shelf, name, dataset };
    const catalogue = (await loadCatalogues(table, place, [customer])).get(customer);
    for (const { period, cells } of await allPeriods(table, place, customer)) {
      for (const [key, { corrections }] of cells) {
        const entry = catalogue?.entries.get(key);
        const series = entry ? seriesId(dataset, entry.productId, entry.labels) : `unnamed ${key}`;
        for (const { before, after, observedAt, correctedAt } of corrections) {
          found.push({
            dataset: name,
            customerId,
            series,
            period,
            before,
            after,
            observedAt: instant(new Date(observedAt * 1000)),
            correctedAt: instant(new Date(correctedAt * 1000)),
          });
        }
      }
    }
  }
  return found;
}

export const observedTotals = (table: Table, provider: ProviderId) =>
  items(walkCustomers(table, { provider }, null, 100));

export const observedCoverage = (table: Table, provider: ProviderId, now: Date, depth: number | null) =>
  items(
    walkCoverage({
      table,
      filter: { provider, ...EVER },
      after: null,
      now,
      depths: depth === null ? {} : { [provider]: depth },
    }),
  );

/** First and newest period with a record, as the directory has them: answers are looked for in between. */
export async function observedReach(table: Table, provider: ProviderId) {
  const entries = await wholeDirectory(table, { provider, account: 'default' });
  return entries.map(({ dataset, customerId, first, newest }) => ({ dataset, customerId, first, newest }));
}

/** Brings the stored overages of one customer and dataset in line with its records. */
import { isDeepStrictEqual } from 'node:util';
import { isFinalAt } from '../expected.ts';
import { collectAll, type Key, type Table, writeAll } from '../ledger/client.ts';
import { overageKey } from '../ledger/keys.ts';
import { allPeriods, loadCatalogues, type Place } from '../ledger/load.ts';
import { encodeOverage, type OverageRecord, overagesOfDataset } from '../ledger/overages.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import { overagesOfCustomer } from '../timeline.ts';

export interface OverageChange {
  /** Null = there was none of this series and beginning. */
  readonly before: OverageRecord | null;
  readonly after: OverageRecord | null;
}

type Customer = Pick<OverageRecord, 'customer' | 'customerId' | 'customerName'>;

/** Whoever writes last looks again: two runs at once must not leave what one of them saw half of. */
const ROUNDS = 5;

export async function deriveOverages(
  table: Table,
  place: Place,
  customer: Customer,
  catalogue: SeriesCatalogue,
  now: Date,
): Promise<OverageChange[]> {
  const changes: OverageChange[] = [];
  let names: SeriesCatalogue | undefined = catalogue;
  for (let round = 1; round <= ROUNDS && names; round++) {
    const found = await changesOf(table, place, customer, names, now);
    if (found.length === 0) break;
    const puts = found.flatMap(({ after }) => (after ? [encodeOverage(after)] : []));
    const deletes = found.flatMap(({ before, after }) => (before && !after ? [keyOf(before)] : []));
    // New ones first: a crash in between leaves one too many, which the next reading takes away, never one too few.
    await writeAll(table, puts);
    await writeAll(table, [], deletes);
    changes.push(...found);
    names = (await loadCatalogues(table, place, [customer.customer])).get(customer.customer);
  }
  return changes;
}

/** What the stored overages lack, or have too much, against the stored records. */
async function changesOf(
  table: Table,
  place: Place,
  customer: Customer,
  catalogue: SeriesCatalogue,
  now: Date,
): Promise<OverageChange[]> {
  const { shelf, name, dataset } = place;
  const [contents, stored] = await Promise.all([
    allPeriods(table, place, customer.customer),
    collectAll(overagesOfDataset(table, shelf, customer.customer, name)),
  ]);
  const derived = overagesOfCustomer(dataset, contents, catalogue, (period) => isFinalAt(dataset, period, now));
  const wanted = new Map<string, OverageRecord>();
  for (const [series, overages] of derived) {
    const entry = catalogue.entries.get(series);
    if (!entry) continue;
    const { productId, productName, labels } = entry;
    const { customer: key, customerId, customerName } = customer;
    const names = { customer: key, dataset: name, series, customerId, customerName, productId, productName, labels };
    for (const overage of overages) wanted.set(`${series}#${overage.since}`, { ...shelf, ...names, ...overage });
  }
  const changes: OverageChange[] = [];
  for (const before of stored) {
    const id = `${before.series}#${before.since}`;
    const after = wanted.get(id) ?? null;
    wanted.delete(id);
    if (!after || !isDeepStrictEqual(encodeOverage(after), encodeOverage(before))) changes.push({ before, after });
  }
  for (const after of wanted.values()) changes.push({ before: null, after });
  return changes;
}

const keyOf = (overage: OverageRecord): Key =>
  overageKey(overage, overage.customer, overage.dataset, overage.series, overage.since);

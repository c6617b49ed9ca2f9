/** Brings the stored overages of one customer and dataset in line with its records. */
import { isFinalAt } from '../expected.ts';
import { collectAll, type Item, type Key, type Table, writeAll } from '../ledger/client.ts';
import { overageKey } from '../ledger/keys.ts';
import { allPeriods, type Place } from '../ledger/load.ts';
import { encodeOverage, type OverageRecord, overagesOfDataset } from '../ledger/overages.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import { overagesOfCustomer } from '../timeline.ts';

export interface OverageChange {
  /** Null = there was none of this series and beginning. */
  readonly before: OverageRecord | null;
  readonly after: OverageRecord | null;
}

export async function deriveOverages(
  table: Table,
  place: Place,
  customer: { readonly customer: string; readonly customerId: string; readonly customerName: string | null },
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
    const { customerId, customerName } = customer;
    for (const overage of overages) {
      const record = {
        ...shelf,
        customer: customer.customer,
        dataset: name,
        series,
        customerId,
        customerName,
        productId,
        productName,
        labels,
        ...overage,
      };
      wanted.set(`${series}#${overage.since}`, record);
    }
  }
  const puts: Item[] = [];
  const deletes: Key[] = [];
  const changes: OverageChange[] = [];
  for (const before of stored) {
    const id = `${before.series}#${before.since}`;
    const after = wanted.get(id) ?? null;
    wanted.delete(id);
    if (after && JSON.stringify(encodeOverage(after)) === JSON.stringify(encodeOverage(before))) continue;
    if (after) puts.push(encodeOverage(after));
    else deletes.push(overageKey(shelf, customer.customer, name, before.series, before.since));
    changes.push({ before, after });
  }
  for (const after of wanted.values()) {
    puts.push(encodeOverage(after));
    changes.push({ before: null, after });
  }
  // New ones first: a crash in between leaves one too many, which the next reading takes away, never one too few.
  if (puts.length > 0) await writeAll(table, puts);
  if (deletes.length > 0) await writeAll(table, [], deletes);
  return changes;
}

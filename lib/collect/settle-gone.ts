/**
 * Overages of customers who left. Their absence has ended them; but a period before it that holds nothing of them ends
 * them already, once it is final, and nobody collects anything of them that would bring it to light.
 */
import { nextPeriod } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { isFinalAt, isPerCustomer } from '../expected.ts';
import type { Table } from '../ledger/client.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import type { Shelf } from '../ledger/keys.ts';
import { loadCatalogues } from '../ledger/load.ts';
import type { Entries } from './customer-list.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';

/** So many days longer than need be, for whoever was not collecting on the day. */
const LONGER = 31;

export async function settleGone(
  table: Table,
  shelf: Shelf,
  datasets: Readonly<Record<string, Dataset>>,
  entries: Entries,
  now: Date,
): Promise<OverageChange[]> {
  const changes: OverageChange[] = [];
  for (const [name, dataset] of Object.entries(datasets)) {
    const left = [...(entries.get(name)?.values() ?? [])].filter((entry) => mayEndEarlier(dataset, entry, now));
    const place = { shelf, name, dataset };
    const catalogues = await loadCatalogues(
      table,
      place,
      left.map(({ customer }) => customer),
    );
    const subjects = left.flatMap((entry) => {
      const catalogue = catalogues.get(entry.customer);
      return catalogue ? [{ customer: entry, catalogue, from: entry.newest ?? '0' }] : [];
    });
    changes.push(...(await deriveOverages(table, place, subjects, now)).changes);
  }
  return changes;
}

/** Over and gone, with periods in between of which the first has become final. */
function mayEndEarlier(dataset: Dataset, { over, gone, newest }: DirectoryEntry, now: Date): boolean {
  if (dataset.measure !== 'seats' || !isPerCustomer(dataset) || over === null || gone === null || newest === null)
    return false;
  const gap = nextPeriod(newest);
  return gap < gone && isFinalAt(dataset, gap, now) && !isFinalAt(dataset, nextPeriod(gone, LONGER), now);
}

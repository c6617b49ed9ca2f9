/** Customers that a complete list no longer holds: their overages end, their totals show nothing, their records stay. */
import { chunked, inParallel, type Table, writeAll } from '../ledger/client.ts';
import { type DirectoryEntry, encodeEntry } from '../ledger/directory.ts';
import { seriesItemKey } from '../ledger/keys.ts';
import { loadCatalogues, type Place } from '../ledger/load.ts';
import { EMPTY_CATALOGUE, encodeCatalogue } from '../ledger/series-item.ts';
import { withAbsent } from './catalogue.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';
import { totalsOf } from './totals.ts';

/** `day` is the day of the collection in the dataset's zone. Entries are brought up to date in place. */
export async function markAbsent(
  table: Table,
  place: Place,
  gone: readonly DirectoryEntry[],
  entries: Map<string, DirectoryEntry>,
  day: string,
  now: Date,
): Promise<OverageChange[]> {
  const changes: OverageChange[] = [];
  const { shelf, name, dataset } = place;
  await inParallel(chunked(gone, 50), 2, async (batch) => {
    const catalogues = await loadCatalogues(
      table,
      place,
      batch.map(({ customer }) => customer),
    );
    await inParallel(batch, 8, async (entry) => {
      const stored = catalogues.get(entry.customer) ?? EMPTY_CATALOGUE;
      const catalogue = withAbsent(stored, () => false, day);
      const current = catalogue ?? stored;
      if (catalogue) {
        await writeAll(
          table,
          encodeCatalogue(dataset, catalogue, (chunk) => seriesItemKey(shelf, entry.customer, name, chunk)),
        );
      }
      if (entry.over) changes.push(...(await deriveOverages(table, place, entry, current, now)));
      const totals = entry.totals && totalsOf(dataset, current, [], day);
      const next = { ...entry, totals, gone: day };
      await writeAll(table, [encodeEntry(shelf, next)]);
      entries.set(entry.customer, next);
    });
  });
  return changes;
}

/** Customers that a complete list no longer holds: their overages end, their totals show nothing, their records stay. */
import { SeatwatchError } from '../errors.ts';
import { chunked, inParallel, type Key, replaceIf, type Table } from '../ledger/client.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { seriesItemKey } from '../ledger/keys.ts';
import { loadCatalogues, type Place } from '../ledger/load.ts';
import { EMPTY_CATALOGUE, encodeCatalogue, type SeriesCatalogue } from '../ledger/series-item.ts';
import { withAbsent } from './catalogue.ts';
import { ATTEMPTS, stepAside } from './contest.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';
import { saveEntries } from './save-entries.ts';
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
  const { shelf, dataset } = place;
  await inParallel(chunked(gone, 50), 2, async (batch) => {
    const catalogues = await loadCatalogues(
      table,
      place,
      batch.map(({ customer }) => customer),
    );
    await inParallel(batch, 8, async (entry) => {
      const current = await withoutSeries(table, place, entry.customer, catalogues.get(entry.customer), day);
      const subject = { customer: entry, catalogue: current, from: '0' };
      if (entry.over !== null) changes.push(...(await deriveOverages(table, place, [subject], now)).changes);
      const totals = entry.totals && totalsOf(dataset, current, [], day);
      const base = entries.get(entry.customer);
      await saveEntries(table, shelf, dataset, [{ base, next: { ...entry, totals, gone: day, seen: {} } }], entries);
    });
  });
  return changes;
}

/** Notes that none of the customer's series is there any more, over whatever another run wrote meanwhile. */
async function withoutSeries(
  table: Table,
  place: Place,
  customer: string,
  known: SeriesCatalogue | undefined,
  day: string,
): Promise<SeriesCatalogue> {
  const keyOf = (chunk: number): Key => seriesItemKey(place.shelf, customer, place.name, chunk);
  let stored = known ?? EMPTY_CATALOGUE;
  for (let attempt = 1; ; attempt++) {
    const next = withAbsent(stored, () => false, day);
    if (!next) return stored;
    if (await replaceIf(table, encodeCatalogue(place.dataset, next, keyOf), stored.version ?? 0)) return next;
    if (attempt >= ATTEMPTS) throw new SeatwatchError('LEDGER_UNAVAILABLE', 'a customer is written over by others');
    await stepAside(table, attempt);
    stored = (await loadCatalogues(table, place, [customer])).get(customer) ?? EMPTY_CATALOGUE;
  }
}

/** Brings customers' entries in line with their records after two runs at once changed both. */
import { collectAll, get, inParallel, type Table } from '../ledger/client.ts';
import { decodeEntry, type DirectoryEntry } from '../ledger/directory.ts';
import { directoryKey } from '../ledger/keys.ts';
import { allPeriods, loadCatalogues, type Place } from '../ledger/load.ts';
import { overagesOfDataset } from '../ledger/overages.ts';
import { hasRecords } from '../ledger/period.ts';
import { EMPTY_CATALOGUE } from '../ledger/series-item.ts';
import { reachOf } from './reach.ts';
import { type EntryChange, isSameEntry, saveEntries } from './save-entries.ts';
import type { Stored, StoreRequest } from './store-request.ts';
import { totalsOf } from './totals.ts';

/** Whoever writes last looks again: neither run may leave what it saw half of. */
const ROUNDS = 5;

interface Written extends Pick<Stored, 'changed' | 'withdrawn'> {
  readonly visit: { readonly customer: string };
}

/**
 * Only where records were taken back, or another run may have looked at records before this one changed them;
 * `overtaken` are those whose entry it has written in the meantime.
 */
export async function settleEntries(
  { table, place, entries, day }: StoreRequest,
  changes: readonly EntryChange[],
  outcomes: readonly Written[],
  overtaken: ReadonlySet<string>,
): Promise<void> {
  const saved = new Set(changes.flatMap((change) => (isSameEntry(change) ? [] : change.next.customer)));
  await inParallel(outcomes, 8, async ({ visit: { customer }, changed, withdrawn }) => {
    const entry = entries.get(customer);
    if (!entry) return;
    const isQuiet = changed > 0 && !saved.has(customer);
    const isUncertain = withdrawn > 0 || overtaken.has(customer) || (isQuiet && (await isBehind(table, place, entry)));
    if (isUncertain) await settle(table, place, entries, customer, day);
  });
}

async function settle(
  table: Table,
  place: Place,
  entries: Map<string, DirectoryEntry>,
  customer: string,
  day: string,
): Promise<void> {
  const { shelf, dataset } = place;
  for (let round = 1; round <= ROUNDS; round++) {
    const base = await stored(table, place, customer);
    if (!base) return;
    entries.set(customer, base);
    const [all, catalogues] = await Promise.all([
      allPeriods(table, place, customer),
      loadCatalogues(table, place, [customer]),
    ]);
    const contents = all.filter(hasRecords);
    const [first, newest] = [contents[0]?.period ?? null, contents.at(-1)?.period ?? null];
    const totals = totalsOf(dataset, catalogues.get(customer) ?? EMPTY_CATALOGUE, contents, base.totals?.asOf ?? day);
    const overages = base.over === null ? [] : await collectAll(overagesOfDataset(table, shelf, customer, place.name));
    const next = { ...base, first, newest, totals: totals ?? base.totals, over: reachOf(overages, newest) };
    const change = { base, next };
    if (isSameEntry(change)) return;
    await saveEntries(table, shelf, dataset, [change], entries);
  }
}

/** Whether another run has written the customer's entry since it was last read here. */
const isBehind = async (table: Table, place: Place, { customer, version }: DirectoryEntry): Promise<boolean> =>
  (await stored(table, place, customer))?.version !== version;

async function stored(table: Table, { shelf, name }: Place, customer: string): Promise<DirectoryEntry | null> {
  const item = await get(table, directoryKey(shelf, customer, name));
  return item && decodeEntry(item);
}

/** Reading stored periods and catalogues, many at once, all chunks of each. */
import type { Dataset } from '../dataset.ts';
import type { Period } from '../usage.ts';
import { collectAll, getAll, type Item, type Key, query, type Table } from './client.ts';
import { periodKey, periodOfKey, periodRange, seriesItemKey, type Shelf } from './keys.ts';
import { chunksOfPeriod, decodePeriod, type PeriodContent } from './period.ts';
import { chunksOfCatalogue, decodeCatalogue, type SeriesCatalogue } from './series-item.ts';

/** A dataset of an account, as the functions below need it. */
export interface Place {
  readonly shelf: Shelf;
  readonly name: string;
  readonly dataset: Dataset;
}

/** Names and labels by customer; customers without any are left out. */
export async function loadCatalogues(
  table: Table,
  { shelf, name, dataset }: Place,
  customers: readonly string[],
): Promise<Map<string, SeriesCatalogue>> {
  const keyOf = (customer: string, chunk: number): Key => seriesItemKey(shelf, customer, name, chunk);
  const found = await loadChunked(table, customers, keyOf, chunksOfCatalogue);
  return new Map([...found].map(([customer, items]) => [customer, decodeCatalogue(dataset, items)]));
}

/** Single periods of many customers. */
export async function loadPeriods(
  table: Table,
  { shelf, name, dataset }: Place,
  wanted: ReadonlyArray<{ readonly customer: string; readonly period: Period }>,
): Promise<Map<string, Map<Period, PeriodContent>>> {
  const keyOf = (one: (typeof wanted)[number], chunk: number): Key =>
    periodKey(shelf, one.customer, name, one.period, chunk);
  const found = await loadChunked(table, wanted, keyOf, chunksOfPeriod);
  const byCustomer = new Map<string, Map<Period, PeriodContent>>();
  for (const [{ customer }, items] of found) {
    const content = decodePeriod(dataset, items);
    if (!content) continue;
    const periods = byCustomer.get(customer) ?? new Map<Period, PeriodContent>();
    byCustomer.set(customer, periods.set(content.period, content));
  }
  return byCustomer;
}

/** A customer's stored periods of one dataset from `from` to `to`, oldest first. */
export async function* periodsBetween(
  table: Table,
  { shelf, name, dataset }: Place,
  customer: string,
  from: Period,
  to: Period,
  options: { consistent?: boolean; newestFirst?: boolean; pageSize?: number } = {},
): AsyncGenerator<PeriodContent> {
  let period: Period | null = null;
  let items: Item[] = [];
  const finish = (): PeriodContent | null => (items.length > 0 ? decodePeriod(dataset, items) : null);
  for await (const item of query(table, { ...periodRange(shelf, customer, name, from, to), ...options })) {
    const next = periodOfKey(item.sk).period;
    if (next !== period) {
      const done = finish();
      if (done) yield done;
      period = next;
      items = [];
    }
    items.push(item);
  }
  const done = finish();
  if (done) yield done;
}

export const allPeriods = (table: Table, place: Place, customer: string): Promise<PeriodContent[]> =>
  collectAll(periodsBetween(table, place, customer, '0', '9', { consistent: true }));

/** Chunk 00 of each, then the further chunks of those that have them. */
async function loadChunked<T>(
  table: Table,
  things: readonly T[],
  keyOf: (thing: T, chunk: number) => Key,
  chunksOf: (item: Item) => number,
): Promise<Map<T, Item[]>> {
  const byKey = new Map(things.map((thing) => [text(keyOf(thing, 0)), thing]));
  const found = new Map<T, Item[]>();
  for (const item of await getAll(
    table,
    [...byKey.values()].map((thing) => keyOf(thing, 0)),
  )) {
    const thing = byKey.get(text(item));
    if (thing !== undefined) found.set(thing, [item]);
  }
  const rest = new Map<string, T>();
  const keys: Key[] = [];
  for (const [thing, [first]] of found) {
    const count = first ? chunksOf(first) : 1;
    for (let chunk = 1; chunk < count; chunk++) {
      const key = keyOf(thing, chunk);
      keys.push(key);
      rest.set(text(key), thing);
    }
  }
  for (const item of await getAll(table, keys)) {
    const thing = rest.get(text(item));
    if (thing !== undefined) found.get(thing)?.push(item);
  }
  return found;
}

const text = ({ pk, sk }: Key): string => `${pk}\n${sk}`;

/** Names and labels of one customer's series in one dataset, read once and again when a newer series turns up. */
import type { Dataset } from '../dataset.ts';
import type { Table } from '../ledger/client.ts';
import { loadCatalogues, type Place } from '../ledger/load.ts';
import { EMPTY_CATALOGUE, type SeriesCatalogue, type SeriesEntry } from '../ledger/series-item.ts';
import type { SeriesKey } from '../series.ts';

export interface NamedSeries {
  readonly series: SeriesKey;
  readonly entry: SeriesEntry;
  /** Product, then key labels: the same for as long as the series exists. */
  readonly order: readonly string[];
}

export interface SeriesBook {
  /** Every series known by now. */
  all(): Iterable<NamedSeries>;
  /** Null when nothing is known of it. */
  find(series: SeriesKey): Promise<NamedSeries | null>;
}

export async function seriesBook(table: Table, place: Place, customer: string): Promise<SeriesBook> {
  let named = new Map<SeriesKey, NamedSeries>();
  const load = async (): Promise<void> => {
    const catalogue: SeriesCatalogue =
      (await loadCatalogues(table, place, [customer])).get(customer) ?? EMPTY_CATALOGUE;
    named = new Map(
      [...catalogue.entries].map(([series, entry]) => [
        series,
        { series, entry, order: orderOf(place.dataset, entry) },
      ]),
    );
  };
  await load();
  return {
    all: () => named.values(),
    find: async (series) => {
      // Names are written before numbers: an unknown series is newer than what was read.
      if (!named.has(series)) await load();
      return named.get(series) ?? null;
    },
  };
}

const orderOf = (dataset: Dataset, { productId, labels }: SeriesEntry): readonly string[] => [
  productId,
  ...dataset.keyLabels.map((name) => {
    const value = labels[name] ?? null;
    return value === null ? '' : `=${value}`;
  }),
];

export function byOrder(a: NamedSeries, b: NamedSeries): number {
  for (const [index, part] of a.order.entries()) {
    const other = b.order[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return a.series < b.series ? -1 : a.series > b.series ? 1 : 0;
}

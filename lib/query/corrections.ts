/** Values that changed, and records that were withdrawn, after their period had ended. */
import { instant, periodOf } from '../calendar.ts';
import { DATASETS, datasetOf } from '../datasets.ts';
import { SeatwatchError } from '../errors.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import { type CorrectedPeriod, correctedPeriods, type CorrectedRange } from '../ledger/corrected.ts';
import { idOf, type KnownCustomer, nameOf } from '../ledger/customers.ts';
import { entriesOf } from '../ledger/directory.ts';
import { customerKey, type Shelf } from '../ledger/keys.ts';
import type { Correction } from '../ledger/period.ts';
import { readAhead } from '../read-ahead.ts';
import type { Figures, Period, ShownSeries } from '../usage.ts';
import { shownName } from './names.ts';
import { byOrder, type NamedSeries, type SeriesBook, seriesBook } from './series-names.ts';
import { type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';

export interface CorrectionFilter extends ShelfFilter {
  readonly customer?: string | undefined;
  /** Days, inclusive; of the period, not of the correction. */
  readonly from: string;
  readonly to: string;
}

type CorrectedFigures = Omit<Figures, 'unit'>;

export interface CorrectionItem extends ShownSeries {
  readonly period: Period;
  readonly before: CorrectedFigures;
  /** Null: withdrawn. */
  readonly after: CorrectedFigures | null;
  /** When `before` was first read. */
  readonly observedAt: string;
  readonly correctedAt: string;
}

/** A place is provider, account, customer, period and dataset, and series and number while inside the period. */
export const walkCorrections = (
  table: Table,
  filter: CorrectionFilter,
  after: readonly string[] | null,
): AsyncGenerator<Step<CorrectionItem>> => readAhead(periodsToTell(table, filter, after));

async function* periodsToTell(
  table: Table,
  filter: CorrectionFilter,
  after: readonly string[] | null,
): AsyncGenerator<() => AsyncGenerator<Step<CorrectionItem>>> {
  for await (const { shelf } of shelvesOf(table, filter, after)) {
    const isResumed = after !== null && after[0] === shelf.provider && after[1] === shelf.account;
    const last = isResumed ? after.slice(2) : [];
    const names = namesOf(table, shelf);
    for await (const corrected of correctedPeriods(
      table,
      shelf,
      DATASETS[shelf.provider],
      rangeOf(shelf, filter, last),
    )) {
      const { customer, period, dataset } = corrected;
      const isLast = customer === last[0] && period === last[1] && dataset === last[2];
      if (isLast && last[3] === undefined) continue;
      const place = [shelf.provider, shelf.account, customer, period, dataset];
      const { grain } = datasetOf(shelf.provider, dataset);
      const isWanted = period >= periodOf(grain, filter.from) && period <= periodOf(grain, filter.to);
      yield async function* () {
        if (isWanted) yield* itemsOf(shelf, corrected, place, isLast ? last.slice(3) : [], await names(corrected));
        yield { place, item: null };
      };
    }
  }
}

function rangeOf(
  { provider }: Shelf,
  { customer, from, to }: CorrectionFilter,
  last: readonly string[],
): CorrectedRange {
  const [lastCustomer, period, dataset] = last;
  // All datasets of a provider have one grain.
  const grain = Object.values(DATASETS[provider])[0]?.grain ?? 'day';
  return {
    only:
      customer === undefined
        ? undefined
        : { customer: customerKey(customer), from: periodOf(grain, from), to: periodOf(grain, to) },
    start:
      lastCustomer === undefined || period === undefined || dataset === undefined
        ? undefined
        : { customer: lastCustomer, period, dataset },
  };
}

interface Names {
  readonly known: KnownCustomer;
  readonly book: SeriesBook;
}

/** Names of the customer and its series; periods of one customer follow each other and share them. */
function namesOf(table: Table, shelf: Shelf): (corrected: CorrectedPeriod) => Promise<Names> {
  const loaded = new Map<string, Promise<Names>>();
  return ({ customer, dataset }) => {
    const key = `${dataset}#${customer}`;
    let names = loaded.get(key);
    if (!names) {
      if (loaded.size >= 64) loaded.clear();
      names = Promise.all([
        collectAll(entriesOf(table, shelf, customer)),
        seriesBook(table, { shelf, name: dataset, dataset: datasetOf(shelf.provider, dataset) }, customer),
      ]).then(([entries, book]) => ({ known: { customer, entries }, book }));
      loaded.set(key, names);
    }
    return names;
  };
}

async function* itemsOf(
  shelf: Shelf,
  { dataset, period, corrections }: CorrectedPeriod,
  place: readonly string[],
  [lastSeries, lastNumber]: readonly string[],
  { known, book }: Names,
): AsyncGenerator<Step<CorrectionItem>> {
  const passed = lastSeries === undefined ? null : await book.find(lastSeries);
  const all: Array<{ named: NamedSeries; found: readonly Correction[] }> = [];
  for (const [series, found] of corrections) {
    const named = await book.find(series);
    if (!named) throw new SeatwatchError('UNEXPECTED', `${dataset} ${period}: a series has numbers and no name`);
    all.push({ named, found });
  }
  for (const { named, found } of all.toSorted((a, b) => byOrder(a.named, b.named))) {
    const order = passed ? byOrder(named, passed) : 1;
    if (order < 0) continue;
    const { productId, productName, labels } = named.entry;
    for (const [number, { before, after, observedAt, correctedAt }] of found.entries()) {
      if (order === 0 && number <= Number(lastNumber)) continue;
      const item: CorrectionItem = {
        ...shelf,
        dataset,
        customerId: idOf(known),
        customerName: nameOf(known),
        productId,
        productName: shownName(shelf.provider, productId, productName),
        labels,
        period,
        before: without(before),
        after: after && without(after),
        observedAt: instant(new Date(observedAt * 1000)),
        correctedAt: instant(new Date(correctedAt * 1000)),
      };
      yield { place: [...place, named.series, String(number)], item };
    }
  }
}

const without = ({ entitled, consumed, exceeded, reported }: Figures): CorrectedFigures => ({
  entitled,
  consumed,
  exceeded,
  reported,
});

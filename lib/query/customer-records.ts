/** The usage records of one customer: its datasets merged by period, one query each. */
import { instant, periodOf } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { SeatwatchError } from '../errors.ts';
import { isFinalAt } from '../expected.ts';
import type { AccountState } from '../ledger/account.ts';
import type { Table } from '../ledger/client.ts';
import { idOf, type KnownCustomer, nameOf } from '../ledger/customers.ts';
import type { Shelf } from '../ledger/keys.ts';
import { periodsBetween, type Place } from '../ledger/load.ts';
import type { Cell, PeriodContent } from '../ledger/period.ts';
import { waveOf } from '../series.ts';
import type { Figures, Period, UsageRecord } from '../usage.ts';
import { shownName } from './names.ts';
import { datasetsFor, isWanted, type SeriesFilter } from './series-filter.ts';
import { byOrder, type NamedSeries, type SeriesBook, seriesBook } from './series-names.ts';

export interface Shown {
  readonly table: Table;
  readonly shelf: Shelf;
  readonly state: AccountState;
  readonly now: Date;
}

export interface RecordFilter extends SeriesFilter {
  /** Days, inclusive; a month that holds any of them is meant as well. */
  readonly from: string;
  readonly to: string;
}

/** Period, dataset and series of a record. */
export type RecordPlace = readonly [period: string, dataset: string, series: string];

interface Source {
  readonly name: string;
  readonly dataset: Dataset;
  readonly book: SeriesBook;
  readonly contents: AsyncGenerator<PeriodContent>;
}

export async function* recordsOf(
  shown: Shown,
  customer: KnownCustomer,
  filter: RecordFilter,
  after: RecordPlace | null,
): AsyncGenerator<{ readonly record: UsageRecord; readonly place: RecordPlace }> {
  const sources = await Promise.all(
    datasetsFor(shown.shelf.provider, filter).map(([name, dataset]) =>
      sourceOf(shown, customer, filter, { shelf: shown.shelf, name, dataset }, after?.[0]),
    ),
  );
  for await (const { source, content } of merged(sources.filter((one) => one !== null))) {
    const { name, dataset, book } = source;
    const { period } = content;
    if (after && period === after[0] && name < after[1]) continue;
    const passed = after && period === after[0] && name === after[1] ? await book.find(after[2]) : null;
    const cells: Array<{ named: NamedSeries; cell: Cell; figures: Figures }> = [];
    for (const [series, cell] of content.cells) {
      if (!cell.figures) continue;
      const named = await book.find(series);
      if (!named) throw new SeatwatchError('UNEXPECTED', `${name} ${period}: a series has numbers and no name`);
      if (isWanted(named.entry, filter) && (!passed || byOrder(named, passed) > 0)) {
        cells.push({ named, cell, figures: cell.figures });
      }
    }
    for (const { named, cell, figures } of cells.toSorted((a, b) => byOrder(a.named, b.named))) {
      const record: UsageRecord = {
        provider: shown.shelf.provider,
        account: shown.shelf.account,
        dataset: name,
        customerId: idOf(customer),
        customerName: nameOf(customer),
        productId: named.entry.productId,
        productName: shownName(shown.shelf.provider, named.entry.productId, named.entry.productName),
        measure: dataset.measure,
        unit: figures.unit,
        labels: named.entry.labels,
        period,
        entitled: figures.entitled,
        consumed: figures.consumed,
        exceeded: figures.exceeded,
        reported: figures.reported,
        final: isFinal(shown, name, dataset, named, period),
        corrections: cell.corrections.length,
        observedAt: instant(new Date(cell.observedAt * 1000)),
      };
      yield { record, place: [period, name, named.series] };
    }
  }
}

/** Null when the dataset holds nothing of the customer that the question is about: then no period is read. */
async function sourceOf(
  { table }: Shown,
  { customer, entries }: KnownCustomer,
  filter: RecordFilter,
  place: Place,
  start: Period | undefined,
): Promise<Source | null> {
  const { name, dataset } = place;
  const entry = entries.find((one) => one.dataset === name);
  const first = periodOf(dataset.grain, filter.from);
  const from = start !== undefined && start > first ? start : first;
  const to = periodOf(dataset.grain, filter.to);
  // What the entry says of first and newest periods may be behind what another run has stored.
  if (from > to || !entry) return null;
  const book = await seriesBook(table, place, customer);
  if (![...book.all()].some((named) => isWanted(named.entry, filter))) return null;
  return { name, dataset, book, contents: periodsBetween(table, place, customer, from, to) };
}

/** The periods of all sources, oldest first; of one period in the order of the sources. */
async function* merged(
  sources: readonly Source[],
): AsyncGenerator<{ readonly source: Source; readonly content: PeriodContent }> {
  const heads = await Promise.all(sources.map(async (source) => ({ source, head: await source.contents.next() })));
  for (;;) {
    let least: { readonly source: Source; head: IteratorResult<PeriodContent> } | null = null;
    for (const one of heads) {
      if (one.head.done) continue;
      if (!least || least.head.done || one.head.value.period < least.head.value.period) least = one;
    }
    if (!least || least.head.done) return;
    yield { source: least.source, content: least.head.value };
    least.head = await least.source.contents.next();
  }
}

function isFinal(
  { state, now }: Shown,
  name: string,
  dataset: Dataset,
  { entry }: NamedSeries,
  period: Period,
): boolean {
  if (dataset.finalAt !== null) return isFinalAt(dataset, period, now);
  return (state.waves[name]?.[waveOf(dataset, entry.labels)] ?? '') > period;
}

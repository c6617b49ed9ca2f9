/** Seats that are held and not used, over the whole ledger, customer by customer. */
import { addDays, dayIn, periodOf } from '../calendar.ts';
import type { Dataset, Term } from '../dataset.ts';
import { type FreeSeats, watchFreeSeats } from '../free-seats.ts';
import type { Table } from '../ledger/client.ts';
import { customersOf, idOf, type KnownCustomer, nameOf } from '../ledger/customers.ts';
import { customerKey } from '../ledger/keys.ts';
import { periodsBetween, type Place } from '../ledger/load.ts';
import { snapshotDays } from '../ledger/snapshot-days.ts';
import { readAhead } from '../read-ahead.ts';
import type { Labels, Period, ShownSeries } from '../usage.ts';
import { shownName } from './names.ts';
import { datasetsFor, isWanted, type SeriesFilter } from './series-filter.ts';
import { byOrder, seriesBook } from './series-names.ts';
import { type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';

export interface UnderusedFilter extends ShelfFilter, Pick<SeriesFilter, 'dataset' | 'product'> {
  readonly customer?: string | undefined;
  /** Over how many days seats have to be free. */
  readonly days: number;
}

export interface Underused extends ShownSeries, FreeSeats {
  readonly plan: string | null;
  readonly term: Term | null;
}

/** How far back the beginning of free seats is looked for. */
const MOST_DAYS = 366;

/** A place is provider, account and customer, and dataset and series while inside the customer. */
export const walkUnderused = (
  table: Table,
  filter: UnderusedFilter,
  after: readonly string[] | null,
  now: Date,
): AsyncGenerator<Step<Underused>> => readAhead(customersToRead(table, filter, after, now));

async function* customersToRead(
  table: Table,
  filter: UnderusedFilter,
  after: readonly string[] | null,
  now: Date,
): AsyncGenerator<() => AsyncGenerator<Step<Underused>>> {
  const only = filter.customer === undefined ? undefined : customerKey(filter.customer);
  for await (const { shelf } of shelvesOf(table, filter, after)) {
    const { provider, account } = shelf;
    const datasets = datasetsFor(provider, { ...filter, measure: 'seats' });
    if (datasets.length === 0) continue;
    const readDays = new Map<string, readonly Period[]>();
    for (const [name, { span }] of datasets) {
      if (span.kind !== 'snapshot') continue;
      readDays.set(name, [
        ...(await snapshotDays(table, shelf, name, addDays(dayIn('UTC', now), -filter.days), '9')).keys(),
      ]);
    }
    const isResumed = after !== null && after[0] === provider && after[1] === account;
    const from = isResumed ? after[2] : undefined;
    for await (const known of customersOf(table, shelf, { only, from, pageSize: 100 })) {
      const inside = known.customer === from ? (after?.slice(3) ?? []) : [];
      if (known.customer === from && inside.length === 0) continue;
      const group = [provider, account, known.customer];
      yield async function* () {
        for (const [name, dataset] of datasets) {
          if (name < (inside[0] ?? '')) continue;
          const passed = name === inside[0] ? inside[1] : undefined;
          const place = { shelf, name, dataset, readDays: readDays.get(name) ?? null };
          for await (const { series, item } of seriesOf(table, place, known, filter, passed, now)) {
            yield { place: [...group, name, series], item };
          }
        }
        yield { place: group, item: null };
      };
    }
  }
}

/** The series of one customer and dataset that have free seats, behind the one that was passed. */
async function* seriesOf(
  table: Table,
  place: Place & { readonly readDays: readonly Period[] | null },
  known: KnownCustomer,
  filter: UnderusedFilter,
  passed: string | undefined,
  now: Date,
): AsyncGenerator<{ readonly series: string; readonly item: Underused }> {
  const { shelf, name, dataset } = place;
  const entry = known.entries.find((one) => one.dataset === name);
  if (!entry?.totals || entry.totals.series === 0) return;
  const book = await seriesBook(table, place, known.customer);
  const ordered = [...book.all()].toSorted(byOrder);
  const last = ordered.find(({ series }) => series === passed);
  const entries = new Map(ordered.map((one) => [one.series, one.entry]));
  const watch = watchFreeSeats(dataset, { entries }, place.readDays, filter.days, now);
  const today = dayIn(dataset.zone, now);
  const range = [periodOf(dataset.grain, addDays(today, -MOST_DAYS)), periodOf(dataset.grain, today)] as const;
  for await (const content of periodsBetween(table, place, known.customer, ...range, { newestFirst: true })) {
    if (!watch.look(content)) break;
  }
  const found = watch.found();
  for (const named of ordered) {
    const seats = found.get(named.series);
    if (!seats || !isWanted(named.entry, filter) || (last && byOrder(named, last) <= 0)) continue;
    const { productId, productName, labels } = named.entry;
    const item: Underused = {
      ...shelf,
      dataset: name,
      customerId: idOf(known),
      customerName: nameOf(known),
      productId,
      productName: shownName(shelf.provider, productId, productName),
      labels,
      plan: labels['plan'] ?? null,
      term: termOf(dataset, labels),
      ...seats,
    };
    yield { series: named.series, item };
  }
}

const termOf = (dataset: Dataset, labels: Labels): Term | null => dataset.term?.(labels) ?? null;

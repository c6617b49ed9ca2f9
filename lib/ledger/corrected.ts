/** Periods with corrections, from the index: in the order of customer, period and dataset within an account. */
import type { Dataset } from '../dataset.ts';
import type { SeriesKey } from '../series.ts';
import type { Period } from '../usage.ts';
import { type Item, query, type Table } from './client.ts';
import { customerPk, esc, periodOfKey, type Shelf, unesc } from './keys.ts';
import { type Correction, correctionsIn } from './period.ts';

export interface CorrectedPeriod {
  readonly customer: string;
  readonly dataset: string;
  readonly period: Period;
  /** Oldest first of each series. */
  readonly corrections: ReadonlyMap<SeriesKey, readonly Correction[]>;
}

/** Where a period is filed in the index. */
export const correctedMark = (shelf: Shelf, customer: string, period: Period, dataset: string) => ({
  mpk: `corrected#${shelf.provider}`,
  msk: `${customerPk(shelf, customer).slice(2)}#${period}#${dataset}`,
});

export interface CorrectedRange {
  /** Only this customer, and its periods from `from` to `to`. */
  readonly only?: { readonly customer: string; readonly from: Period; readonly to: Period } | undefined;
  /** Begins with this period. */
  readonly start?: { readonly customer: string; readonly period: Period; readonly dataset: string } | undefined;
}

export async function* correctedPeriods(
  table: Table,
  shelf: Shelf,
  datasets: Readonly<Record<string, Dataset>>,
  { only, start }: CorrectedRange,
): AsyncGenerator<CorrectedPeriod> {
  const account = `${shelf.provider}#${esc(shelf.account)}#`;
  const prefix = only ? `${account}${esc(only.customer)}#` : account;
  const first = only ? `${prefix}${only.from}` : prefix;
  const begin = start ? correctedMark(shelf, start.customer, start.period, start.dataset).msk : '';
  const range = {
    pk: `corrected#${shelf.provider}`,
    from: begin > first ? begin : first,
    to: only ? `${prefix}${only.to}#~` : `${prefix}\u{10FFFF}`,
    index: true,
  };
  if (range.from > range.to) return;
  let items: Item[] = [];
  for await (const item of query(table, range)) {
    const [last] = items;
    if (last && groupOf(last) !== groupOf(item)) {
      const done = decode(datasets, items);
      if (done) yield done;
      items = [];
    }
    items.push(item);
  }
  const done = decode(datasets, items);
  if (done) yield done;
}

/** All chunks of one period. */
const groupOf = ({ pk, sk }: Item): string => `${pk}#${sk.slice(0, sk.lastIndexOf('#'))}`;

function decode(datasets: Readonly<Record<string, Dataset>>, items: readonly Item[]): CorrectedPeriod | null {
  const [first] = items;
  if (!first) return null;
  const { dataset: name, period } = periodOfKey(first.sk);
  const dataset = datasets[name];
  if (!dataset) return null;
  const corrections = new Map<SeriesKey, readonly Correction[]>();
  for (const item of items) {
    for (const [series, found] of correctionsIn(dataset, item)) {
      // While a period moves to more chunks a series may lie in two of them.
      if (found.length > (corrections.get(series)?.length ?? 0)) corrections.set(series, found);
    }
  }
  const [, , , customer = ''] = first.pk.split('#');
  return { customer: unesc(customer), dataset: name, period, corrections };
}

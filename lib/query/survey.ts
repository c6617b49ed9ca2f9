/** What is needed to tell the coverage of an account's customers: its failures and readings, loaded once. */
import { sees } from '../collect/scope.ts';
import type { Sight } from '../coverage.ts';
import type { Dataset } from '../dataset.ts';
import { DATASETS } from '../datasets.ts';
import { isPerCustomer } from '../expected.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import type { KnownCustomer } from '../ledger/customers.ts';
import { type FailedWindow, failuresOf } from '../ledger/failures.ts';
import { snapshotDays } from '../ledger/snapshot-days.ts';
import { addRange, type Ranges } from '../ranges.ts';
import type { Period, ProviderId } from '../usage.ts';
import type { KnownAccount } from './shelves.ts';

export type Depths = Readonly<Partial<Record<ProviderId, number>>>;

export interface DatasetSight {
  readonly name: string;
  readonly sight: Sight;
  /** A stored period counts even where no reading of the whole account says so. */
  readonly countsItems: boolean;
}

export interface Survey {
  /** Customers that a failure names; some have no entry in the directory. */
  readonly failing: ReadonlySet<string>;
  /** The days on which the account's list was read, and when: epoch seconds. */
  readonly days: ReadonlyMap<string, ReadonlyMap<Period, number>>;
  sightsOf(known: KnownCustomer): DatasetSight[];
}

export async function surveyOf(
  table: Table,
  { shelf, state }: KnownAccount,
  now: Date,
  depths: Depths,
): Promise<Survey> {
  const datasets = Object.entries(DATASETS[shelf.provider]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const failures = new Map<string, FailedWindow[]>();
  for (const failure of await collectAll(failuresOf(table, shelf))) {
    const key = `${failure.dataset}#${failure.customer ?? ''}`;
    const known = failures.get(key);
    if (known) known.push(failure);
    else failures.set(key, [failure]);
  }
  const days = new Map<string, Map<Period, number>>();
  const dayRanges = new Map<string, Ranges>();
  for (const [name, { span }] of datasets) {
    if (span.kind !== 'snapshot') continue;
    const found = await snapshotDays(table, shelf, name, '0', '9');
    days.set(name, found);
    dayRanges.set(
      name,
      [...found.keys()].reduce<Ranges>((ranges, day) => addRange(ranges, day, day), []),
    );
  }

  function sightOf(known: KnownCustomer, name: string, dataset: Dataset): Sight | null {
    const entry = known.entries.find((one) => one.dataset === name);
    const own = failures.get(`${name}#${known.customer}`) ?? [];
    // Whoever is listed is asked for in every dataset that goes customer by customer through its history.
    const isAsked = isPerCustomer(dataset) && dataset.span.kind === 'month';
    if (!entry && own.length === 0 && !isAsked) return null;
    const read = state.read[name];
    const stored =
      dataset.span.kind === 'snapshot'
        ? (dayRanges.get(name) ?? [])
        : isPerCustomer(dataset)
          ? (entry?.read ?? [])
          : entry && read && sees(read.scope, entry.scope)
            ? read.ranges
            : [];
    return {
      dataset,
      now,
      depth: depths[shelf.provider] ?? dataset.history ?? 0,
      floor: state.floors[name],
      first: entry?.first ?? null,
      gone: entry ? entry.gone : (known.entries[0]?.gone ?? null),
      stored,
      failures: [...own, ...(failures.get(`${name}#`) ?? [])],
    };
  }

  return {
    failing: new Set([...failures.values()].flat().flatMap(({ customer }) => customer ?? [])),
    days,
    sightsOf: (known) =>
      datasets.flatMap(([name, dataset]) => {
        const sight = sightOf(known, name, dataset);
        const countsItems = dataset.span.kind !== 'snapshot' && !isPerCustomer(dataset);
        return sight ? [{ name, sight, countsItems }] : [];
      }),
  };
}

/** With these periods counted as read. */
export const withPeriods = (sight: Sight, found: Iterable<Period>): Sight => {
  let stored = sight.stored;
  for (const period of found) stored = addRange(stored, period, period);
  return { ...sight, stored };
};

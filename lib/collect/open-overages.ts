/** What is over now, at a whole provider: read from the index, with what this run changed put on top of it. */
import { nextPeriod } from '../calendar.ts';
import { type ExpectedOverage, isExpected } from '../expected-overage.ts';
import { isFinalAt } from '../expected.ts';
import { inParallel, type Table } from '../ledger/client.ts';
import { loadCatalogues, type Place } from '../ledger/load.ts';
import { type OverageRecord, overagesByState } from '../ledger/overages.ts';
import type { Provider } from '../provider.ts';
import { seriesId } from '../tell/message.ts';
import { deriveOverages, type OverageChange } from './derive-overages.ts';

/** Open overages, and the seats over in them. */
interface Sum {
  readonly count: number;
  /** Where a vendor tells both its partner's and its customers' seats, the larger of the two counts. */
  readonly seats: number;
}

export interface OpenOverages {
  readonly all: Sum;
  /** Without those that are agreed with the customer. */
  readonly unexpected: Sum & { readonly overages: readonly OverageRecord[] };
  /** Overages that ended because time passed (what follows them is final and empty), or that were none. */
  readonly changes: readonly OverageChange[];
}

export async function openOverages(
  table: Table,
  provider: Pick<Provider, 'id' | 'datasets'>,
  changed: readonly OverageChange[],
  expected: readonly ExpectedOverage[],
  now: Date,
): Promise<OpenOverages> {
  const open = new Map<string, OverageRecord>();
  const doubled = new Set<string>();
  for await (const { overage } of overagesByState(table, provider.id, 'open')) {
    const id = seriesId(overage);
    const other = open.get(id);
    if (other) doubled.add(id);
    if (!other || overage.since < other.since) open.set(id, overage);
  }
  // The index trails behind the table by moments.
  apply(open, changed);
  const changes: OverageChange[] = [];
  await inParallel([...open.values()], 4, async (overage) => {
    const dataset = provider.datasets[overage.dataset];
    // Of a series that stands here twice one was left by a run that was killed beside another before it looked again.
    const isDue = doubled.has(seriesId(overage)) || (dataset && isFinalAt(dataset, nextPeriod(overage.asOf), now));
    if (!dataset || !isDue) return;
    const place: Place = { shelf: overage, name: overage.dataset, dataset };
    const catalogue = (await loadCatalogues(table, place, [overage.customer])).get(overage.customer);
    const subject = catalogue && { customer: overage, catalogue, from: overage.since };
    if (subject) changes.push(...(await deriveOverages(table, place, [subject], now)).changes);
  });
  apply(open, changes);
  const all = [...open.values()];
  const overages = all.filter((one) => !isExpected(one, expected));
  return { all: sumOf(all), unexpected: { ...sumOf(overages), overages }, changes };
}

/**
 * A series is over once at a time. Where its overage is stored with another beginning than a change of ours has, another
 * run has read more of it meanwhile.
 */
function apply(open: Map<string, OverageRecord>, changes: readonly OverageChange[]): void {
  for (const { before, after } of changes) {
    if (before && open.get(seriesId(before))?.since === before.since) open.delete(seriesId(before));
    if (after?.until === null) open.set(seriesId(after), after);
  }
}

const sumOf = (open: readonly OverageRecord[]): Sum => ({ count: open.length, seats: seatsOver(open) });

function seatsOver(open: readonly OverageRecord[]): number {
  const accounts = new Map<string, { partner: number; customers: number }>();
  for (const { account, labels, exceeded } of open) {
    const sums = accounts.get(account) ?? { partner: 0, customers: 0 };
    accounts.set(account, sums);
    if (labels['level'] === 'partner') sums.partner += exceeded;
    else sums.customers += exceeded;
  }
  const seats = [...accounts.values()].reduce(
    (total, { partner, customers }) => total + Math.max(partner, customers),
    0,
  );
  // A larger sum is no whole number any more that the ledger and the metrics could hold.
  return Math.min(seats, Number.MAX_SAFE_INTEGER);
}

/** A customer's entry in the directory after a window was stored. */
import { isDeepStrictEqual } from 'node:util';
import { nextPeriod } from '../calendar.ts';
import { isPerCustomer, isSnapshot } from '../expected.ts';
import { type DirectoryEntry, newEntry } from '../ledger/directory.ts';
import { hasRecords, type PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import { addRange, type Ranges, subtract } from '../ranges.ts';
import type { Period } from '../usage.ts';
import { least, most } from './extremes.ts';
import { seenAfter } from './same-month.ts';
import type { StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';
import { totalsOf } from './totals.ts';

export interface Sight {
  readonly request: StoreRequest;
  readonly visit: Visit;
  readonly catalogue: SeriesCatalogue;
  /** The periods of this window as they are now. */
  readonly periods: ReadonlyMap<Period, PeriodContent>;
  /** The customer's stored periods from this one on, for the cases in which the window does not tell enough. */
  readonly storedSince: (period: Period) => Promise<readonly PeriodContent[]>;
}

export async function entryAfter({ request, visit, catalogue, periods, storedSince }: Sight): Promise<DirectoryEntry> {
  const { place, scope } = request;
  const { dataset, name } = place;
  const { content } = visit;
  const old = visit.entry ?? newEntry(name, visit.customerId, visit.customerName, scope);
  const withRows = [...periods.values()].filter(hasRecords);
  const found = withRows.map(({ period }) => period).toSorted();
  let first = least(old.first, found[0] ?? null);
  let contents: readonly PeriodContent[] = withRows;
  let newest = most(old.newest, found.at(-1) ?? null);
  // The first or newest period was withdrawn, or several waves are older than this reading: look at everything.
  const isLost = (period: Period | null): boolean => period !== null && periods.has(period) && !found.includes(period);
  const lost = isLost(old.first) || isLost(old.newest);
  const snapshot = isSnapshot(dataset);
  const all = lost || (snapshot && visit.concerned);
  // A list can go back in time, as a whole or with one wave of several: what is newer than its rows counts as well.
  const oldest = found[0];
  const isBehind = snapshot && oldest !== undefined && old.newest !== null && oldest < old.newest;
  if (all || isBehind) {
    const stored = new Map((await storedSince(all ? '0' : (oldest ?? '0'))).map((one) => [one.period, one]));
    contents = [...new Map([...stored, ...periods]).values()].filter(hasRecords);
    const left = contents.map(({ period }) => period).toSorted();
    newest = left.at(-1) ?? null;
    if (all) first = left[0] ?? null;
  }
  const isNewest = newest !== null && contents.some(({ period }) => period === newest);
  const absent = dataset.span.kind === 'snapshot' && content === undefined && !visit.concerned;
  const goneOn = request.day;
  const totals = isNewest || snapshot || lost ? totalsOf(dataset, catalogue, contents, goneOn) : old.totals;
  return {
    ...old,
    customerName: visit.customerName ?? content?.customerName ?? old.customerName,
    first,
    newest,
    totals: totals ?? old.totals,
    read: shared(readAfter(request, visit, old.read)),
    seen: seenAfter(request, visit, catalogue, old.seen),
    scope,
    gone: absent ? (old.gone ?? goneOn) : null,
  };
}

let latest: Ranges = [];

/** The same for customers in a row of whom the same was read: a large account would hold it a hundred thousand times. */
function shared(ranges: Ranges): Ranges {
  if (!isDeepStrictEqual(ranges, latest)) latest = ranges;
  return latest;
}

/**
 * What has been read of a customer, with rows or without; what had unreadable rows was not. Of a list of a whole account
 * that is kept once for all.
 */
function readAfter({ place: { dataset }, window, day }: StoreRequest, visit: Visit, read: Ranges): Ranges {
  if (dataset.span.kind === 'snapshot') return read;
  const known = visit.empty.reduce((ranges, period) => addRange(ranges, period, period), read);
  if (visit.concerned) return known;
  if (isSnapshot(dataset)) return addRange(read, day, day);
  const [first, last] = [visit.expected[0], visit.expected.at(-1)];
  if (!isPerCustomer(dataset)) return first === undefined || last === undefined ? known : addRange(known, first, last);
  // A day that has not ended counts while there are rows of it.
  const open = last === undefined ? window.from : nextPeriod(last);
  let after: Ranges = read.flatMap((range) => subtract(range, [open, window.to]));
  if (last !== undefined) after = addRange(after, window.from, last);
  for (const period of visit.content?.periods.keys() ?? []) {
    if (period >= open) after = addRange(after, period, period);
  }
  return after;
}

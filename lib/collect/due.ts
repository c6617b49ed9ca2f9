/**
 * What is due: the difference between what should be observed and what is, newest first. First history, gaps, repeats
 * after failures and catching up after an outage are all this one difference. Pure.
 */
import { addMonths, firstDay, lastDay, monthOf, nextPeriod, periods } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { CONSEQUENCES } from '../errors.ts';
import { isFinalAt, newestExpected, oldestExpected, snapshotDay } from '../expected.ts';
import type { AccountState } from '../ledger/account.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import type { FailedWindow } from '../ledger/failures.ts';
import { customerKey } from '../ledger/keys.ts';
import type { Customer, Window } from '../provider.ts';
import { inRanges, type Ranges } from '../ranges.ts';
import type { Period } from '../usage.ts';
import { lastReadAt } from './reading-times.ts';

/** A provisional window or a snapshot is read again when its last reading is older than this. */
export const REREAD_SECONDS = 20 * 3600;

export interface Situation {
  readonly now: Date;
  readonly datasets: Readonly<Record<string, Dataset>>;
  /** History to keep complete, in the dataset's own unit (months or days). */
  readonly depth: (name: string, dataset: Dataset) => number;
  readonly scope: string;
  readonly state: AccountState;
  /** The complete list of the provider's customers; null where it has none. */
  readonly listed: readonly Customer[] | null;
  readonly entryOf: (customer: string, dataset: string) => DirectoryEntry | undefined;
  /** Failed windows of a dataset that concern this customer; null = all of the dataset. */
  readonly failuresOf: (dataset: string, customer: string | null) => readonly FailedWindow[];
  /** An explicit range, and customers to confine the run to. */
  readonly range: { readonly from: string; readonly to: string } | null;
  readonly only: ReadonlySet<string> | null;
}

export function dueWindows(situation: Situation): Window[] {
  const windows = Object.entries(situation.datasets).flatMap(([name, dataset]) => dueOf(situation, name, dataset));
  // Newest first over all datasets and customers; the sort is stable, so customers keep the order of their list.
  return windows.toSorted((a, b) => (lastDay(a.to) < lastDay(b.to) ? 1 : lastDay(a.to) > lastDay(b.to) ? -1 : 0));
}

function dueOf(situation: Situation, name: string, dataset: Dataset): Window[] {
  const listed = (situation.listed ?? []).filter(({ id }) => isAskedFor(situation, customerKey(id)));
  const { span } = dataset;
  switch (span.kind) {
    case 'month':
      if (span.per === 'account') return dueMonths(situation, name, dataset, null);
      return listed.flatMap((customer) => dueMonths(situation, name, dataset, customer));
    case 'days':
      return dueDays(situation, name, dataset, span.most);
    case 'snapshot':
      return isSnapshotDue(situation, name, null) ? [snapshotOf(situation, name, null)] : [];
    default: {
      const due = listed.filter(({ id }) => isSnapshotDue(situation, name, customerKey(id)));
      const batches = Array.from({ length: Math.ceil(due.length / span.most) }, (_, index) =>
        due.slice(index * span.most, (index + 1) * span.most),
      );
      return batches.map((batch) => snapshotOf(situation, name, batch));
    }
  }
}

/**
 * A customer that the vendor called gone although the list still holds it is left alone until its failure's pause is
 * over, not only in the window that told.
 */
function isAskedFor({ only, range, datasets, entryOf, failuresOf, now }: Situation, key: string): boolean {
  if (only && !only.has(key)) return false;
  if (range !== null) return true;
  const isGone = Object.keys(datasets).some((name) => (entryOf(key, name)?.gone ?? null) !== null);
  const own = isGone ? Object.keys(datasets).flatMap((name) => failuresOf(name, key)) : [];
  return !own.some((failure) => failure.customer === key && failure.code === 'NOT_FOUND' && isPaused(failure, now));
}

function dueMonths(situation: Situation, name: string, dataset: Dataset, customer: Customer | null): Window[] {
  const { now, range } = situation;
  const key = customer === null ? null : customerKey(customer.id);
  const newest = monthOf(newestExpected(dataset, now));
  const current = monthOf(nextPeriod(newestExpected(dataset, now), dataset.lag));
  const first = range ? monthOf(range.from) : monthOf(expectedFrom(situation, name, dataset));
  const last = range ? min(monthOf(range.to), current) : newest;
  const windows: Window[] = [];
  for (let month = last; month >= first; month = addMonths(month, -1)) {
    if (range !== null || isMonthDue(situation, name, dataset, key, month)) {
      windows.push({
        dataset: name,
        from: dataset.grain === 'month' ? month : firstDay(month),
        to: dataset.grain === 'month' ? month : lastDay(month),
        customers: customer === null ? null : [customer],
      });
    }
  }
  return windows;
}

function isMonthDue(situation: Situation, name: string, dataset: Dataset, key: string | null, month: string): boolean {
  const { now } = situation;
  const ofMonth = (period: Period): boolean => monthOf(period) === month;
  const failed = situation
    .failuresOf(name, key)
    .filter(({ from, to }) => monthOf(from) <= month && month <= monthOf(to));
  if (failed.some((failure) => isPaused(failure, now))) return false;
  if (failed.length > 0) return true;
  const read = readOf(situation, name, key);
  const newest = newestExpected(dataset, now);
  const oldest = expectedFrom(situation, name, dataset);
  const expected =
    dataset.grain === 'month'
      ? [month]
      : [...periods(firstDay(month), lastDay(month))].filter((day) => ofMonth(day) && day <= newest && day >= oldest);
  if (expected.some((period) => !inRanges(read, period))) return true;
  const provisional = expected.some((period) => !isFinalAt(dataset, period, now));
  const returned = key !== null && (situation.entryOf(key, name)?.gone ?? null) !== null;
  return provisional && (returned || isOld(lastReadAt(situation.state.readAt[`${name}#${month}`], key), now));
}

/** Consecutive due days as few windows as fit, never over a day that has to wait. */
function dueDays(situation: Situation, name: string, dataset: Dataset, most: number): Window[] {
  const { now, range } = situation;
  const newest = newestExpected(dataset, now);
  const first = range?.from ?? expectedFrom(situation, name, dataset);
  const last = range ? min(range.to, nextPeriod(newest, dataset.lag)) : newest;
  if (first > last) return [];
  const failures = situation.failuresOf(name, null);
  const read = readOf(situation, name, null);
  const times = situation.state.readAt[name];
  const all = [...periods(first, last)].toReversed();
  const windows: Window[] = [];
  let open: { from: Period; to: Period } | null = null;
  const close = (): void => {
    if (open) windows.push({ dataset: name, ...open, customers: null });
    open = null;
  };
  let length = 0;
  for (const day of all) {
    const failed = failures.filter(({ from, to }) => from <= day && day <= to);
    const waits = range === null && failed.some((failure) => isPaused(failure, now));
    const due =
      !waits &&
      (range !== null ||
        failed.length > 0 ||
        !inRanges(read, day) ||
        (!isFinalAt(dataset, day, now) && isOld(lastReadAt(times, day), now)));
    length++;
    if (waits || (open !== null && length > most)) close();
    if (!due) continue;
    if (open === null) {
      length = 1;
      open = { from: day, to: day };
    } else open = { from: day, to: open.to };
  }
  close();
  return windows;
}

function isSnapshotDue(situation: Situation, name: string, key: string | null): boolean {
  if (situation.range !== null) return true;
  const entry = key === null ? null : situation.entryOf(key, name);
  const isNew = entry === undefined || (entry !== null && (entry.gone !== null || entry.read.length === 0));
  const last = isNew ? null : lastReadAt(situation.state.readAt[name], key);
  // Only what failed after the last good reading still matters: yesterday's list cannot be read any more.
  const failed = situation.failuresOf(name, key).filter(({ at }) => last === null || at >= last);
  if (failed.some((failure) => isPaused(failure, situation.now))) return false;
  return failed.length > 0 || isOld(last, situation.now);
}

const snapshotOf = (situation: Situation, name: string, customers: readonly Customer[] | null): Window => {
  const day = snapshotDay(situation.now);
  return { dataset: name, from: day, to: day, customers };
};

/** Where expectation begins: at the depth, unless the vendor has shown that it does not go that far back. */
function expectedFrom(
  { now, depth, state }: Pick<Situation, 'now' | 'depth' | 'state'>,
  name: string,
  dataset: Dataset,
): Period {
  const oldest = oldestExpected(dataset, now, depth(name, dataset));
  const floor = state.floors[name];
  return floor !== undefined && floor > oldest ? floor : oldest;
}

function readOf({ state, scope, entryOf }: Situation, name: string, key: string | null): Ranges {
  if (key !== null) return entryOf(key, name)?.read ?? [];
  const read = state.read[name];
  return read?.scope === scope ? read.ranges : [];
}

const isPaused = ({ code, at }: FailedWindow, now: Date): boolean =>
  now.getTime() / 1000 - at < CONSEQUENCES[code].pauseHours * 3600;

const isOld = (at: number | null, now: Date): boolean => at === null || now.getTime() / 1000 - at > REREAD_SECONDS;

const min = (a: string, b: string): string => (a < b ? a : b);

/** Which periods of a customer and dataset should be there, which are, and what became of the others. Pure. */
import { daysBetween, nextPeriod, periodOf, periods } from './calendar.ts';
import type { Dataset } from './dataset.ts';
import { isFinalAt, isPerCustomer, isSnapshot, newestExpected, oldestExpected, snapshotDay } from './expected.ts';
import type { FailedWindow } from './ledger/failures.ts';
import { addRange, inRanges, type Ranges, subtract } from './ranges.ts';
import type { Period } from './usage.ts';

/** What is known of one customer in one dataset. A snapshot's periods are the UTC days of its collection. */
export interface Sight {
  readonly dataset: Dataset;
  readonly now: Date;
  /** History to keep complete, in the dataset's own unit. */
  readonly depth: number;
  /** The first period that the vendor still shows, where it refused older ones. */
  readonly floor: Period | undefined;
  /** The customer's first period with a record. */
  readonly first: Period | null;
  /** The day of the complete list that no longer held the customer. */
  readonly gone: string | null;
  /** Periods read. */
  readonly stored: Ranges;
  /** Failed windows that concern the customer: its own, and the account's. */
  readonly failures: readonly FailedWindow[];
}

export interface CoveredPeriod {
  readonly period: Period;
  readonly state: 'observed' | 'provisional' | 'failed' | 'missing';
  /** The window whose failure the state comes from. */
  readonly failure: FailedWindow | null;
}

/** First and last expected period; null when nothing is expected. */
export function expectedPeriods(sight: Sight): readonly [from: Period, to: Period] | null {
  const { dataset, now, gone } = sight;
  const from = firstExpected(sight);
  if (from === null) return null;
  let to = newestExpected(dataset, now);
  if (isSnapshot(dataset)) {
    // Today counts once it was read or tried.
    const today = snapshotDay(now);
    if (inRanges(sight.stored, today) || sight.failures.some((failure) => holds(failure, today))) to = today;
  }
  if (gone !== null) to = least(to, nextPeriod(periodOf(dataset.grain, gone), -1));
  return from > to ? null : [from, to];
}

function firstExpected({ dataset, now, depth, floor, first, stored, failures }: Sight): Period | null {
  const ownRows = failures.filter(({ kind, customer }) => kind === 'rows' && customer !== null);
  // Of somebody whose every row was unreadable only the failure is known.
  const known = first ?? earliest(ownRows.map(({ from }) => from));
  const read = stored[0]?.[0] ?? null;
  if (dataset.span.kind === 'snapshot') return known === null || read === null ? null : most(known, read);
  if (dataset.span.kind === 'batch') {
    return earliest([known, read, ...failures.map(({ from }) => from)].filter((period) => period !== null));
  }
  const oldest = most(oldestExpected(dataset, now, depth), floor ?? '');
  if (isPerCustomer(dataset)) return oldest;
  return known === null ? null : most(known, oldest);
}

/** The expected periods that are missing or failed. */
export function unobserved(sight: Sight): Ranges {
  const expected = expectedPeriods(sight);
  if (expected === null) return [];
  let gaps: Ranges = [expected];
  for (const range of sight.stored) gaps = gaps.flatMap((gap) => subtract(gap, range));
  for (const { kind, from, to } of sight.failures) {
    if (kind === 'rows') gaps = addRange(gaps, most(from, expected[0]), least(to, expected[1]));
  }
  return gaps;
}

export const countPeriods = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + lengthOf(from, to), 0);

const lengthOf = (from: Period, to: Period): number =>
  from.length === 10
    ? daysBetween(from, to) + 1
    : (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5)) + 1;

/** The expected periods from `from` to `to`, oldest first. */
export function* statesOf(sight: Sight, from: Period, to: Period): Generator<CoveredPeriod> {
  const expected = expectedPeriods(sight);
  if (expected === null) return;
  for (const period of periods(most(from, expected[0]), least(to, expected[1]))) yield stateOf(sight, period);
}

function stateOf({ dataset, now, stored, failures }: Sight, period: Period): CoveredPeriod {
  const failed = failures.filter((failure) => holds(failure, period)).toSorted((a, b) => b.at - a.at);
  const unread = failed.find(({ kind }) => kind === 'rows');
  if (unread) return { period, state: 'failed', failure: unread };
  if (inRanges(stored, period)) {
    const isFinal = isSnapshot(dataset) ? period < snapshotDay(now) : isFinalAt(dataset, period, now);
    return { period, state: isFinal ? 'observed' : 'provisional', failure: null };
  }
  const [failure = null] = failed;
  return { period, state: failure === null ? 'missing' : 'failed', failure };
}

const holds = ({ from, to }: FailedWindow, period: Period): boolean => from <= period && period <= to;
const least = (a: Period, b: Period): Period => (a < b ? a : b);
const most = (a: Period, b: Period): Period => (a > b ? a : b);
const earliest = (all: readonly Period[]): Period | null =>
  all.reduce<Period | null>((found, period) => (found === null || period < found ? period : found), null);

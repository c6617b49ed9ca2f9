/** How far an account has come: brings its state up to date window by window. Pure but for the sets it keeps. */
import { monthOf, nextPeriod } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { isFinalAt, isPerCustomer, isSnapshot, newestExpected } from '../expected.ts';
import type { AccountState, ReadingTimes } from '../ledger/account.ts';
import type { Window } from '../provider.ts';
import type { Period } from '../usage.ts';
import { addRange } from '../ranges.ts';
import { waveOf } from '../series.ts';
import type { WindowContent } from './content.ts';
import { afterReading } from './reading-times.ts';

/** Under which name the reading times of a window are kept. */
export const readingName = (dataset: Dataset, window: Window): string =>
  dataset.span.kind === 'month' ? `${window.dataset}#${monthOf(window.from)}` : window.dataset;

/** The state after a window of the whole account was read. */
export function afterAccountWindow(
  state: AccountState,
  dataset: Dataset,
  window: Window,
  scope: string,
  times: { readonly askedAt: Date; readonly at: Date },
  /** No row of it was rejected. */
  whole: boolean,
): AccountState {
  const { askedAt } = times;
  const seconds = Math.floor(times.at.getTime() / 1000);
  const known = state.read[window.dataset];
  const ranges = known?.scope === scope ? known.ranges : [];
  const newest = newestExpected(dataset, askedAt);
  const to = isSnapshot(dataset) || window.to < newest ? window.to : newest;
  const read = { ...state.read, [window.dataset]: { scope, ranges: addRange(ranges, window.from, to) } };
  if (!whole) return { ...state, read };
  const name = readingName(dataset, window);
  const readings =
    dataset.span.kind === 'days'
      ? timesOfDays(dataset, state.readAt[name], window, askedAt, seconds)
      : afterReading(undefined, null, new Set(), seconds);
  return { ...state, read, readAt: { ...state.readAt, [name]: readings } };
}

/** Days that can still change are read again each in its own time: they may have come in several windows. */
function timesOfDays(
  dataset: Dataset,
  known: ReadingTimes | undefined,
  { from, to }: Window,
  now: Date,
  at: number,
): ReadingTimes {
  const days: Period[] = [];
  for (let day = newestExpected(dataset, now); !isFinalAt(dataset, day, now); day = nextPeriod(day, -1)) days.push(day);
  return afterReading(known, days, new Set(days.filter((day) => from <= day && day <= to)), at);
}

/** The newest period of each wave, with what this window brought. */
export function withWaves(state: AccountState, dataset: Dataset, name: string, content: WindowContent): AccountState {
  if (dataset.wave === null) return state;
  const waves: Record<string, string> = { ...state.waves[name] };
  for (const customer of content.customers.values()) {
    for (const [period, cells] of customer.periods) {
      for (const series of cells.keys()) {
        const wave = waveOf(dataset, customer.series.get(series)?.labels ?? {});
        if ((waves[wave] ?? '') < period) waves[wave] = period;
      }
    }
  }
  return { ...state, waves: { ...state.waves, [name]: waves } };
}

/** Customers read in a run, by the name under which reading times are kept. */
export type Readings = Map<string, { readonly customers: Set<string>; at: number }>;

/** Notes that these customers were read at this time, epoch seconds. */
export function noteReading(readings: Readings, name: string, customers: Iterable<string>, at: number): void {
  const known = readings.get(name) ?? { customers: new Set<string>(), at };
  readings.set(name, known);
  for (const customer of customers) known.customers.add(customer);
  // One time for all of a run, the last one: nothing is read again too early.
  known.at = Math.max(known.at, at);
}

/**
 * Remembers when each customer's windows were read, and forgets months that can no longer change. `customers` are all
 * that are known, in sight or not.
 */
export function withReadings(
  state: AccountState,
  datasets: Readonly<Record<string, Dataset>>,
  customers: Iterable<string>,
  readings: Readings,
  now: Date,
): AccountState {
  const readAt: Record<string, ReadingTimes> = {};
  for (const [name, times] of Object.entries(state.readAt)) {
    if (!isPast(datasets, name, now)) readAt[name] = times;
  }
  const all = new Set(customers);
  for (const [name, { customers: read, at }] of readings) {
    if (!isPast(datasets, name, now)) readAt[name] = afterReading(readAt[name], all, read, at);
  }
  return { ...state, readAt };
}

function isPast(datasets: Readonly<Record<string, Dataset>>, reading: string, now: Date): boolean {
  const [name = '', month] = reading.split('#');
  const dataset = datasets[name];
  if (!dataset || month === undefined) return false;
  return isFinalAt(dataset, dataset.grain === 'month' ? month : `${month}-01`, now);
}

/** Whether something newer than this window is stored, so that its refusal means: too old. */
export function hasNewer(
  state: AccountState,
  dataset: Dataset,
  window: Window,
  reads: Iterable<{ readonly read: AccountState['read'][string]['ranges'] }>,
): boolean {
  if (!isPerCustomer(dataset)) {
    return (state.read[window.dataset]?.ranges ?? []).some(([, to]) => to > window.to);
  }
  for (const { read } of reads) {
    if (read.some(([, to]) => to > window.to)) return true;
  }
  return false;
}

/** Nothing up to the end of this window is expected any more. */
export function withFloor(state: AccountState, window: Window): AccountState {
  const floor = nextPeriod(window.to);
  const known = state.floors[window.dataset];
  return known !== undefined && known >= floor
    ? state
    : { ...state, floors: { ...state.floors, [window.dataset]: floor } };
}

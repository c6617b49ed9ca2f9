/** Sets of periods of one grain as sorted, disjoint, inclusive ranges. Pure. */
import { nextPeriod } from './calendar.ts';
import type { Period } from './usage.ts';

export type Ranges = ReadonlyArray<readonly [from: Period, to: Period]>;

export function addRange(ranges: Ranges, from: Period, to: Period): Ranges {
  if (from > to) return ranges;
  const merged: Array<readonly [Period, Period]> = [];
  let [start, end] = [from, to];
  for (const range of ranges) {
    if (nextPeriod(range[1]) < start || nextPeriod(end) < range[0]) merged.push(range);
    else {
      if (range[0] < start) start = range[0];
      if (range[1] > end) end = range[1];
    }
  }
  merged.push([start, end]);
  return merged.toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
}

export const inRanges = (ranges: Ranges, period: Period): boolean =>
  ranges.some(([from, to]) => from <= period && period <= to);

/** What `from`..`to` holds beside the cut `without`: nothing, one or two ranges. */
export function subtract(range: readonly [Period, Period], without: readonly [Period, Period]): Ranges {
  const [from, to] = range;
  if (without[1] < from || without[0] > to) return [range];
  const rest: Array<readonly [Period, Period]> = [];
  if (from < without[0]) rest.push([from, nextPeriod(without[0], -1)]);
  if (to > without[1]) rest.push([nextPeriod(without[1]), to]);
  return rest;
}

/** What the ranges hold beside all the cuts. */
export const without = (ranges: Ranges, cuts: Ranges): Ranges =>
  cuts.reduce<Ranges>((left, cut) => left.flatMap((range) => subtract(range, cut)), ranges);

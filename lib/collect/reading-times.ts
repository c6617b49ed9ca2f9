/**
 * When each customer's window was last read, written as runs of equal times over the sorted customers: a run reads
 * thousands of windows at about one time, so a handful of runs says it all. Pure.
 */
import type { ReadingTimes } from '../ledger/account.ts';

/** Behind every customer. */
const END = '\u{10FFFF}';
/** Beyond this many runs neighbours are merged to the older time: they are read again sooner, nothing is missed. */
const MOST_RUNS = 1000;

/** Epoch seconds; null = never. `key` null asks for the window of a whole account. */
export function lastReadAt(times: ReadingTimes | undefined, key: string | null): number | null {
  if (!times) return null;
  const run = times.find(([upTo]) => key === null || key <= upTo);
  return run === undefined || run[1] === 0 ? null : run[1];
}

/** The times after this run read `read` at `at`. `customers` are all that count; null = the account as a whole. */
export function afterReading(
  times: ReadingTimes | undefined,
  customers: Iterable<string> | null,
  read: ReadonlySet<string>,
  at: number,
): ReadingTimes {
  if (customers === null) return [[END, at]];
  const runs: Array<[string, number]> = [];
  for (const key of [...customers].toSorted(byCode)) {
    const time = read.has(key) ? at : (lastReadAt(times, key) ?? 0);
    const last = runs.at(-1);
    if (last?.[1] === time) last[0] = key;
    else runs.push([key, time]);
  }
  const last = runs.at(-1);
  if (last) last[0] = END;
  return bounded(runs);
}

/** Of two runs' times the later ones, customer by customer. */
export function laterReadings(mine: ReadingTimes, theirs: ReadingTimes): ReadingTimes {
  const runs: Array<[string, number]> = [];
  const ends = new Set([...mine, ...theirs].map(([upTo]) => upTo));
  for (const end of [...ends].toSorted(byCode)) {
    const time = Math.max(lastReadAt(mine, end) ?? 0, lastReadAt(theirs, end) ?? 0);
    const last = runs.at(-1);
    if (last?.[1] === time) last[0] = end;
    else runs.push([end, time]);
  }
  return bounded(runs);
}

const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function bounded(runs: ReadonlyArray<readonly [string, number]>): ReadingTimes {
  let current = runs;
  while (current.length > MOST_RUNS) {
    const merged: Array<readonly [string, number]> = [];
    for (let index = 0; index < current.length; index += 2) {
      const left = current[index];
      const right = current[index + 1] ?? left;
      if (left && right) merged.push([right[0], Math.min(left[1], right[1])]);
    }
    current = merged;
  }
  return current;
}

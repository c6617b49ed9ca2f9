import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterReading, lastReadAt, laterReadings } from '../../../lib/collect/reading-times.ts';
import type { ReadingTimes } from '../../../lib/ledger/account.ts';

const LAST = '\u{10FFFF}';
const customers = ['a', 'b', 'c', 'd', 'e'];
const timesOf = (times: ReadingTimes): Array<number | null> => customers.map((key) => lastReadAt(times, key));

const from = (all: readonly number[]): ReadingTimes =>
  all.reduce<ReadingTimes | undefined>(
    (times, at, index) => afterReading(times, customers, new Set([customers[index] ?? '']), at),
    undefined,
  ) ?? [];

describe('the time of a reading', () => {
  test('is that of the account as a whole, or of each customer', () => {
    expect(afterReading(undefined, null, new Set(), 7)).toEqual([[LAST, 7]]);
    expect(lastReadAt([[LAST, 7]], null)).toBe(7);
    expect(lastReadAt(undefined, null)).toBeNull();
    expect(lastReadAt([], 'a')).toBeNull();
    const times = afterReading(undefined, ['c', 'a', 'b'], new Set(['a', 'b']), 7);
    expect(times).toEqual([
      ['b', 7],
      [LAST, 0],
    ]);
    expect(timesOf(times)).toEqual([7, 7, null, null, null]);
  });

  test('of whoever was not read stays what it was', () => {
    const first = afterReading(undefined, customers, new Set(customers), 5);
    expect(first).toEqual([[LAST, 5]]);
    const next = afterReading(first, customers, new Set(['b', 'd']), 9);
    expect(timesOf(next)).toEqual([5, 9, 5, 9, 5]);
    expect(afterReading(next, [], new Set(), 9)).toEqual([]);
  });

  test('of two runs is the later one, customer by customer', () => {
    const drawn = fc.array(fc.nat(3), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(drawn, drawn, (mine, theirs) => {
        const later = mine.map((at, index) => Math.max(at, theirs[index] ?? 0) || null);
        expect(timesOf(laterReadings(from(mine), from(theirs)))).toEqual(later);
      }),
    );
    expect(laterReadings([[LAST, 3]], [])).toEqual([[LAST, 3]]);
  });

  test('is the older one of neighbours where there are more than can be kept', () => {
    const keys = Array.from({ length: 1003 }, (_, index) => String(index).padStart(4, '0'));
    const even = new Set(keys.filter((_, index) => index % 2 === 0));
    const times = afterReading(afterReading(undefined, keys, new Set(keys), 5), keys, even, 9);
    expect(times).toHaveLength(502);
    expect(times.at(-1)).toEqual([LAST, 9]);
    expect(new Set(times.slice(0, -1).map(([, at]) => at))).toEqual(new Set([5]));
    const exactly = keys.slice(0, 1000);
    expect(afterReading(afterReading(undefined, exactly, new Set(exactly), 5), exactly, even, 9)).toHaveLength(1000);
  });
});

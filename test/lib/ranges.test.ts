import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextPeriod, periods } from '../../lib/calendar.ts';
import { addRange, inRanges, type Ranges, subtract, without } from '../../lib/ranges.ts';

const FIRST = '2026-02-25';
const day = (index: number): string => nextPeriod(FIRST, index);
const month = (index: number): string => nextPeriod('2025-11', index);

const drawn = (name: (index: number) => string): fc.Arbitrary<readonly [string, string]> =>
  fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => [name(Math.min(a, b)), name(Math.max(a, b))] as const);

const joined = (all: ReadonlyArray<readonly [string, string]>): Ranges =>
  all.reduce<Ranges>((ranges, [from, to]) => addRange(ranges, from, to), []);
const held = (ranges: Ranges): string[] => ranges.flatMap(([from, to]) => [...periods(from, to)]);
const sorted = (all: Iterable<string>): string[] => [...new Set(all)].toSorted();

/** Sorted, apart from each other by at least one period, and none the wrong way round. */
const flaws = (ranges: Ranges): string[] =>
  ranges.flatMap(([from, to], index) => {
    const next = ranges[index + 1];
    return from <= to && (next === undefined || nextPeriod(to) < next[0]) ? [] : [`${from}/${to}`];
  });

describe.each([
  ['days', day],
  ['months', month],
])('ranges of %s', (_, name) => {
  const ranges = fc.array(drawn(name), { maxLength: 6 });

  test('hold what was added to them, in order and without overlap', () => {
    fc.assert(
      fc.property(ranges, (all) => {
        expect(held(joined(all))).toEqual(sorted(held(all)));
        expect(flaws(joined(all))).toEqual([]);
      }),
    );
  });

  test('know whether they hold a period', () => {
    fc.assert(
      fc.property(ranges, fc.nat(13), (all, index) => {
        expect(inRanges(joined(all), name(index))).toBe(held(all).includes(name(index)));
      }),
    );
  });

  test('can be cut out of each other', () => {
    fc.assert(
      fc.property(ranges, ranges, (all, cuts) => {
        const left = without(joined(all), cuts);
        const gone = new Set(held(cuts));
        expect(held(left)).toEqual(held(joined(all)).filter((period) => !gone.has(period)));
        expect(flaws(left)).toEqual([]);
      }),
    );
  });
});

test('neighbours become one range, and what is apart by a period stays apart', () => {
  expect(addRange([['2026-11-03', '2026-11-04']], '2026-11-05', '2026-11-05')).toEqual([['2026-11-03', '2026-11-05']]);
  expect(addRange([['2026-11-03', '2026-11-04']], '2026-11-01', '2026-11-02')).toEqual([['2026-11-01', '2026-11-04']]);
  expect(addRange([['2026-11-03', '2026-11-04']], '2026-11-01', '2026-11-01')).toEqual([
    ['2026-11-01', '2026-11-01'],
    ['2026-11-03', '2026-11-04'],
  ]);
  expect(addRange([['2026-11-03', '2026-11-04']], '2026-11-06', '2026-11-06')).toEqual([
    ['2026-11-03', '2026-11-04'],
    ['2026-11-06', '2026-11-06'],
  ]);
});

test('a range the wrong way round adds nothing', () => {
  const ranges: Ranges = [['2026-11', '2026-12']];
  expect(addRange(ranges, '2026-02', '2026-01')).toBe(ranges);
});

test('a cut beside a range leaves that very range', () => {
  const range = ['2026-11-03', '2026-11-05'] as const;
  expect(subtract(range, ['2026-11-01', '2026-11-02'])).toEqual([range]);
  expect(subtract(range, ['2026-11-06', '2026-11-07'])).toEqual([range]);
  expect(subtract(range, ['2026-11-03', '2026-11-05'])).toEqual([]);
  expect(subtract(range, ['2026-11-04', '2026-11-04'])).toEqual([
    ['2026-11-03', '2026-11-03'],
    ['2026-11-05', '2026-11-05'],
  ]);
});

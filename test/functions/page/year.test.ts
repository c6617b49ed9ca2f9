/** A customer's year: from records to tables, pictures and sentences. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartOptions, heightOf } from '../../../functions/page/chart/options.ts';
import { pointsOf } from '../../../functions/page/chart/points.ts';
import { freeSeats, ofMeasure, seriesOf, stretches } from '../../../functions/page/customer/series.ts';
import { formatsFor } from '../../../functions/page/language/formats.ts';
import { addDays, nextPeriod } from '../../../lib/calendar.ts';
import { usageItem } from './answers.ts';

const second = (text: string): number => Date.parse(text) / 1000;
const of = (
  ...periods: Array<[period: string, entitled: number | null, consumed: number | null, exceeded: number | null]>
) => periods.map(([period, entitled, consumed, exceeded]) => usageItem({ period, entitled, consumed, exceeded }));

type Told = (...facts: unknown[]) => unknown;

describe('series', () => {
  test('are one product under one set of labels, in order of time, the worst first', () => {
    const all = seriesOf([
      usageItem({ period: '2026-11-02', productId: 'a' }),
      usageItem({ period: '2026-11-01', productId: 'a' }),
      usageItem({ productId: 'a', labels: { plan: 'MONTHLY' }, consumed: 200, exceeded: null }),
      usageItem({ productId: 'b', exceeded: 5, consumed: 7 }),
      usageItem({ productId: 'c', measure: 'activity', exceeded: null, consumed: null }),
    ]);
    expect(all.map(({ newest }) => [newest.productId, newest.labels['plan'], newest.exceeded])).toEqual([
      ['b', 'ANNUAL_LICENSE', 5],
      ['a', 'ANNUAL_LICENSE', 0],
      ['a', 'MONTHLY', null],
      ['c', 'ANNUAL_LICENSE', null],
    ]);
    expect(all[1]?.records.map(({ period }) => period)).toEqual(['2026-11-01', '2026-11-02']);
    expect(ofMeasure(all, 'seats')).toHaveLength(3);
    expect(seriesOf([])).toEqual([]);
  });

  test('have free seats where both figures are known', () => {
    expect(freeSeats(usageItem({ entitled: 10, consumed: 4 }))).toBe(6);
    expect(freeSeats(usageItem({ entitled: 4, consumed: 10 }))).toBe(0);
    expect(freeSeats(usageItem({ entitled: null }))).toBeNull();
    expect(freeSeats(usageItem({ consumed: null }))).toBeNull();
  });

  test('are told in stretches that lose nothing', () => {
    const record = fc.record({ gap: fc.integer({ min: 1, max: 3 }), consumed: fc.integer({ min: 0, max: 2 }) });
    fc.assert(
      fc.property(fc.array(record), (steps) => {
        let day = '2026-01-01';
        const records = steps.map(({ gap, consumed }) => {
          day = addDays(day, gap);
          return usageItem({ period: day, consumed });
        });
        const told = stretches(records, nextPeriod).flatMap(({ from, to, consumed }) => {
          const days: string[] = [];
          for (let at = from; at <= to; at = addDays(at, 1)) days.push(`${at} ${consumed}`);
          return days;
        });
        expect(told.toSorted()).toEqual(records.map(({ period, consumed }) => `${period} ${consumed}`));
      }),
    );
  });
});

/** The lower and the upper edge of what one record draws as over. */
const edges = (...record: [number | null, number | null, number | null]) => {
  const { overFrom, overTo } = pointsOf(of(['2026-11-01', ...record]));
  return [overFrom[0], overTo[0]];
};

describe('the picture', () => {
  test('has a day as wide as a day, and breaks off where none was observed', () => {
    const points = pointsOf(of(['2026-11-01', 10, 8, 0], ['2026-11-02', 10, 9, 0], ['2026-11-05', 12, 9, 0]));
    expect(points.at.map((at) => new Date(at * 1000).toISOString().slice(0, 16))).toEqual([
      '2026-11-01T00:00',
      '2026-11-01T12:00',
      '2026-11-01T23:59',
      '2026-11-02T00:00',
      '2026-11-02T12:00',
      '2026-11-02T23:59',
      '2026-11-03T00:00',
      '2026-11-05T00:00',
      '2026-11-05T12:00',
      '2026-11-05T23:59',
    ]);
    expect(points.consumed).toEqual([8, 8, 8, 9, 9, 9, null, 9, 9, 9]);
    expect(points.entitled).toEqual([10, 10, 10, 10, 10, 10, null, 12, 12, 12]);
    expect(points.periods[6]).toBe('');
    expect(points.alone.flatMap((value, index) => (value === null ? [] : [[index, value]]))).toEqual([[8, 9]]);
    expect(points.overTo.every((value) => value === null)).toBe(true);
  });

  test('has a month as wide as a month', () => {
    const { at } = pointsOf(of(['2026-02', null, 8, null], ['2026-03', null, 9, null]));
    expect([at[0], at[2], at[3]]).toEqual([second('2026-02-01'), second('2026-03-01') - 1, second('2026-03-01')]);
  });

  test('fills what is over, from what is held upwards', () => {
    expect(edges(10, 13, 3)).toEqual([10, 13]);
    expect(edges(10, 13, 0)).toEqual([null, null]);
    expect(edges(10, 13, null)).toEqual([null, null]);
    // The vendor's own figure, though no more are in use than held.
    expect(edges(799, 641, 8)).toEqual([799, 807]);
    expect(edges(null, 20, 5)).toEqual([15, 20]);
    expect(edges(null, null, 5)).toEqual([null, null]);
  });

  test('marks corrected periods once, in their middle', () => {
    const { corrected } = pointsOf([usageItem({ consumed: 7, corrections: 2 }), usageItem({ period: '2026-11-21' })]);
    expect(corrected).toEqual([null, 7, null, null, null, null]);
  });

  test('always has times that rise', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 })), (days) => {
        const { at, ...lines } = pointsOf(
          days.toSorted((a, b) => a - b).map((day) => usageItem({ period: addDays('2025-11-01', day) })),
        );
        expect(at.every((time, index) => index === 0 || time > (at[index - 1] ?? 0))).toBe(true);
        for (const line of Object.values(lines)) expect(line).toHaveLength(at.length);
      }),
    );
  });

  test('begins at zero and leaves room above the highest line', () => {
    expect(heightOf(100)).toEqual([0, 112.00000000000001]);
    expect(heightOf(0)).toEqual([0, 4]);
    expect(heightOf(null)).toEqual([0, 4]);
  });

  test('writes its axes in the reader’s words, and tells what is under the pointer', () => {
    const ink = { held: 'a', used: 'b', act: 'c', quiet: 'd', line: 'e', under: 'f', wash: 'g', font: '12px x' };
    const pointed: Array<number | null> = [];
    const options = chartOptions({
      inks: ink,
      formats: formatsFor('ko', 'ko', 'UTC'),
      range: [0, 10],
      pointed: (index) => pointed.push(index),
    });
    const [x, y] = options.axes ?? [];
    const values = (axis: typeof x, ...rest: unknown[]): unknown => (axis?.values as Told | undefined)?.(null, ...rest);
    expect(values(x, [second('2026-03-01')], 0, 0, 2_678_400)).toEqual(['3월']);
    expect(values(x, [second('2026-03-05')], 0, 0, 86_400)).toEqual(['3월 5일']);
    expect(values(y, [0, 53_687_091_200])).toEqual(['0', '536.9억']);
    expect(options.tzDate?.(second('2026-03-05')).getDate()).toBe(5);
    const range = options.scales?.['y']?.range as (...facts: unknown[]) => unknown;
    expect(range(null, 0, 50)).toEqual([0, 56.00000000000001]);
    const hook = options.hooks?.setCursor?.[0] as (chart: unknown) => void;
    for (const cursor of [{ left: 5, idx: 3 }, { left: -10, idx: 3 }, { left: 5, idx: null }, {}]) hook({ cursor });
    expect(pointed).toEqual([3, null, null, null]);
    expect((options.series[5]?.paths as Told | undefined)?.()).toBeNull();
  });
});

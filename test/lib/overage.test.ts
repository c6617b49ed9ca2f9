import { describe, expect, test } from 'vitest';
import { type Observation, overagesOf } from '../../lib/overage.ts';

/** Seats over, null = not known, or what was observed in place of a record. */
type Day = number | null | Exclude<Observation['kind'], 'record'>;

/** Day by day from the first of November. */
const observed = (...days: readonly Day[]): Observation[] =>
  days.map((day, index) => {
    const period = `2026-11-${String(index + 1).padStart(2, '0')}`;
    if (typeof day === 'string') return { period, kind: day, entitled: null, consumed: null, exceeded: null };
    const consumed = day === null ? null : 10 + day;
    return { period, kind: 'record', entitled: 10, consumed, exceeded: day };
  });

const told = (...days: readonly Day[]): string[] =>
  overagesOf(observed(...days)).map(
    ({ since, until, peak, asOf, exceeded }) =>
      `${since.slice(8)}-${until?.slice(8) ?? ''} peak ${peak}, ${exceeded} on ${asOf.slice(8)}`,
  );

describe('an overage', () => {
  test('is a run of days with seats over, until the first day that has none', () => {
    expect(told(0, 2, 5, 3, 0, 1)).toEqual(['02-05 peak 5, 3 on 04', '06- peak 1, 1 on 06']);
    expect(told(1, 0)).toEqual(['01-02 peak 1, 1 on 01']);
  });

  test('keeps the figures of its newest day over', () => {
    expect(overagesOf(observed(4, 2))).toEqual([
      {
        since: '2026-11-01',
        until: null,
        peak: 4,
        peakAt: '2026-11-01',
        asOf: '2026-11-02',
        entitled: 10,
        consumed: 12,
        exceeded: 2,
      },
    ]);
  });

  test('goes on over days of which nobody knows and over gaps', () => {
    expect(told(2, null, 'gap', 1, 0)).toEqual(['01-05 peak 2, 1 on 04']);
    expect(told(2, null)).toEqual(['01- peak 2, 2 on 01']);
    expect(told(2, 'gap')).toEqual(['01- peak 2, 2 on 01']);
  });

  test('ends when the series is absent, or nothing comes any more', () => {
    expect(told(2, 'absent', 3)).toEqual(['01-02 peak 2, 2 on 01', '03- peak 3, 3 on 03']);
    expect(told(2, 'end', 'end')).toEqual(['01-02 peak 2, 2 on 01']);
  });

  test('is not opened by what ends one', () => {
    expect(told('absent', 'gap', 'end', null, 0)).toEqual([]);
    expect(told()).toEqual([]);
  });
});

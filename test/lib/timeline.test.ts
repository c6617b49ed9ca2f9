import { describe, expect, test } from 'vitest';
import { datasetOf } from '../../lib/datasets.ts';
import type { Cell, PeriodContent } from '../../lib/ledger/period.ts';
import type { SeriesCatalogue } from '../../lib/ledger/series-item.ts';
import { overagesOfCustomer } from '../../lib/timeline.ts';

const usages = datasetOf('line-works', 'usages');
const deployment = datasetOf('partner-center', 'deployment');

/** Seats over by series; null = withdrawn, 'unknown' = a record without a comparison. */
type Row = Readonly<Record<string, number | null | 'unknown'>>;

const cellOf = (over: Row[string]): Cell => ({
  figures:
    over === null
      ? null
      : {
          unit: 'seat',
          entitled: 10,
          consumed: over === 'unknown' ? null : 10 + over,
          exceeded: over === 'unknown' ? null : over,
          reported: {},
        },
  observedAt: 1,
  corrections: [],
});

const contents = (days: readonly Row[], partial: Readonly<Record<number, readonly string[]>> = {}): PeriodContent[] =>
  days.map((row, index) => ({
    period: `2026-11-${String(index + 1).padStart(2, '0')}`,
    cells: new Map(Object.entries(row).map(([series, over]) => [series, cellOf(over)])),
    readAt: 1,
    version: 0,
    chunks: 1,
    partial: partial[index] ?? [],
  }));

const catalogue = (absences: Readonly<Record<string, readonly string[]>> = {}): SeriesCatalogue => ({
  // The first letter of a series stands for its service.
  entries: new Map(
    ['xa', 'xb', 'y'].map((series) => [
      series,
      {
        productId: 'p',
        productName: null,
        labels: { serviceCode: series.slice(0, 1) },
        from: '2026-11-01',
        absences: absences[series] ?? [],
        away: false,
      },
    ]),
  ),
  chunks: 1,
  version: 0,
});

const told = (
  dataset: typeof usages,
  all: readonly PeriodContent[],
  known = catalogue(),
  isFinal: (period: string) => boolean = () => false,
): Record<string, string[]> =>
  Object.fromEntries(
    [...overagesOfCustomer(dataset, all, known, isFinal)].map(([series, overages]) => [
      series,
      overages.map(({ since, until, peak }) => `${since.slice(8)}-${until?.slice(8) ?? ''} ${peak}`),
    ]),
  );

describe('the overages of a customer', () => {
  test('are those of each of its series', () => {
    expect(
      told(
        usages,
        contents([
          { xa: 1, xb: 0 },
          { xa: 2, xb: 3 },
          { xa: 0, xb: 1 },
        ]),
      ),
    ).toEqual({
      xa: ['01-03 2'],
      xb: ['02- 3'],
    });
    expect(told(usages, contents([{ xa: 0, xb: null, y: 'unknown' }]))).toEqual({});
  });

  test('end where other rows of a period show that the series is gone', () => {
    expect(told(usages, contents([{ xa: 1 }, { xb: 0 }]))).toEqual({ xa: ['01-02 1'] });
    expect(told(usages, contents([{ xa: 1 }, { xa: null, xb: 0 }]))).toEqual({ xa: ['01-02 1'] });
  });

  test('go on over a period without rows, unless it is final and nothing came after it', () => {
    const all = contents([{ xa: 1 }, {}]);
    expect(told(usages, contents([{ xa: 1 }, { xa: null }]))).toEqual({ xa: ['01- 1'] });
    expect(told(usages, all)).toEqual({ xa: ['01- 1'] });
    expect(told(usages, all, catalogue(), () => true)).toEqual({ xa: ['01-02 1'] });
    expect(told(usages, contents([{ xa: 1 }, {}, { xb: 0, xa: 2 }]), catalogue(), () => true)).toEqual({
      xa: ['01- 2'],
    });
    expect(told(usages, contents([{ xa: 1 }, { xa: null }]), catalogue(), () => true)).toEqual({ xa: ['01-02 1'] });
    expect(told(usages, contents([{ xa: 1 }, {}, {}]), catalogue(), (day) => day === '2026-11-03')).toEqual({
      xa: ['01-03 1'],
    });
  });

  test('do not end where only a part of the rows could be read', () => {
    expect(told(usages, contents([{ xa: 1 }, { xb: 0 }], { 1: [''] }))).toEqual({ xa: ['01- 1'] });
    expect(told(usages, contents([{ xa: 1 }, { xb: 0 }], { 1: ['other'] }))).toEqual({ xa: ['01-02 1'] });
  });

  test('of one service are not ended by a day of another', () => {
    expect(told(deployment, contents([{ xa: 1, y: 1 }, { y: 0 }]))).toEqual({ xa: ['01- 1'], y: ['01-02 1'] });
    expect(told(deployment, contents([{ xa: 1 }, { xb: 0 }]))).toEqual({ xa: ['01-02 1'] });
    expect(told(deployment, contents([{ xa: 1 }, { xb: 0 }], { 1: ['x'] }))).toEqual({ xa: ['01- 1'] });
  });

  test('end on the day of an absence, whose own record was read before it', () => {
    const all = contents([{ xa: 1 }, { xa: 2 }, { y: 0 }]);
    expect(told(deployment, all, catalogue({ xa: ['2026-11-02'] }))).toEqual({ xa: ['01-02 2'] });
    expect(told(deployment, all, catalogue({ xa: ['2026-11-20', '2026-11-21'] }))).toEqual({ xa: ['01-20 2'] });
    const again = contents([{ xa: 1 }, {}, { xa: 2 }]);
    expect(told(deployment, again, catalogue({ xa: ['2026-11-02'] }))).toEqual({ xa: ['01-02 1', '03- 2'] });
  });
});

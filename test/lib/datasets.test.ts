import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, dayIn, monthOf } from '../../lib/calendar.ts';
import { DATASETS, datasetOf } from '../../lib/datasets.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';

const all = PROVIDER_IDS.flatMap((provider) =>
  Object.entries(DATASETS[provider]).map(([name, dataset]) => ({ provider, name, dataset })),
);

const finalAt = (provider: ProviderId, dataset: string, period: string): string | undefined =>
  datasetOf(provider, dataset).finalAt?.(period).toISOString();
const settledAt = (provider: ProviderId, dataset: string, period: string): string =>
  datasetOf(provider, dataset).settledAt(period).toISOString();

describe('a period is final', () => {
  test.each(['usages', 'option-product-usages'])(
    'for line-works %s when its month is neither this nor the last one in Japan',
    (dataset) => {
      for (const day of ['2026-09-01', '2026-09-30']) {
        expect(finalAt('line-works', dataset, day)).toBe('2026-10-31T15:00:00.000Z');
      }
      expect(finalAt('line-works', dataset, '2026-10-01')).toBe('2026-11-30T15:00:00.000Z');
      expect(finalAt('line-works', dataset, '2026-12-31')).toBe('2027-01-31T15:00:00.000Z');
    },
  );

  test('for line-works at no other instant than the month in Japan says', () => {
    const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, instants, (of, at) => {
        const day = dayIn('Asia/Tokyo', of);
        const month = monthOf(dayIn('Asia/Tokyo', at));
        const dataset = datasetOf('line-works', 'usages');
        expect((dataset.finalAt?.(day) ?? at) <= at).toBe(monthOf(day) < addMonths(month, -1));
      }),
    );
  });

  test('for naver-cloud from the 8th of the following month in Korea', () => {
    expect(finalAt('naver-cloud', 'contract-usage', '2026-11')).toBe('2026-12-07T15:00:00.000Z');
    expect(finalAt('naver-cloud', 'contract-usage', '2026-12')).toBe('2027-01-07T15:00:00.000Z');
  });

  test('for vendor-license from the 8th day after it, UTC', () => {
    expect(finalAt('trend-micro', 'vendor-license', '2013-06-05')).toBe('2013-06-13T00:00:00.000Z');
    expect(finalAt('trend-micro', 'vendor-license', '2024-02-25')).toBe('2024-03-04T00:00:00.000Z');
  });

  test('for customers-usage once its UTC day is over', () => {
    expect(finalAt('trend-micro', 'customers-usage', '2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
  });

  test('for partner-center by no clock, but when a later day of the same service has come', () => {
    for (const name of ['usage', 'deployment']) {
      const dataset = datasetOf('partner-center', name);
      expect(dataset.finalAt).toBeNull();
      expect(dataset.wave).toBe('serviceCode');
      expect(dataset.keyLabels).toContain('serviceCode');
    }
  });
});

describe('a changed value is a correction', () => {
  test('from the end of its day in the zone of the vendor', () => {
    expect(settledAt('line-works', 'usages', '2026-11-30')).toBe('2026-11-30T15:00:00.000Z');
    expect(settledAt('trend-micro', 'vendor-license', '2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
    expect(settledAt('trend-micro', 'customers-usage', '2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
    expect(settledAt('partner-center', 'usage', '2026-11-30')).toBe('2026-12-01T00:00:00.000Z');
  });

  test('for naver-cloud only after the month was final', () => {
    expect(settledAt('naver-cloud', 'contract-usage', '2026-11')).toBe(
      finalAt('naver-cloud', 'contract-usage', '2026-11'),
    );
  });
});

describe('every dataset', () => {
  test.each(all)('$provider $name shows its key labels among its labels, each once', ({ dataset }) => {
    expect(dataset.labels).toEqual(expect.arrayContaining([...dataset.keyLabels]));
    expect(new Set(dataset.labels).size).toBe(dataset.labels.length);
    expect(new Set(dataset.reported).size).toBe(dataset.reported.length);
  });

  test.each(all)('$provider $name is settled before or when it is final', ({ dataset }) => {
    const period = dataset.grain === 'month' ? '2026-11' : '2026-11-30';
    const settled = dataset.settledAt(period).getTime();
    expect(settled).toBeLessThanOrEqual(dataset.finalAt?.(period).getTime() ?? settled);
  });

  test('is found by its name, and a name that is none is told', () => {
    expect(datasetOf('trend-micro', 'vendor-license')).toBe(DATASETS['trend-micro']['vendor-license']);
    expect(() => datasetOf('trend-micro', 'usages')).toThrow('trend-micro has no dataset usages');
  });

  test('only seats can be over: the measures are those of the record', () => {
    expect(
      Object.fromEntries(all.map(({ provider, name, dataset }) => [`${provider} ${name}`, dataset.measure])),
    ).toEqual({
      'line-works usages': 'seats',
      'line-works option-product-usages': 'seats',
      'partner-center usage': 'activity',
      'partner-center deployment': 'seats',
      'naver-cloud contract-usage': 'metered',
      'trend-micro vendor-license': 'seats',
      'trend-micro customers-usage': 'seats',
    });
  });
});

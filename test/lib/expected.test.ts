import { describe, expect, test } from 'vitest';
import { datasetOf } from '../../lib/datasets.ts';
import { isExpected, type ExpectedOverage } from '../../lib/expected-overage.ts';
import {
  isFinalAt,
  isPerCustomer,
  isSnapshot,
  newestExpected,
  oldestExpected,
  snapshotDay,
} from '../../lib/expected.ts';

const NOW = new Date('2026-11-21T16:00:00Z');
const usages = datasetOf('line-works', 'usages');
const license = datasetOf('trend-micro', 'vendor-license');
const customersUsage = datasetOf('trend-micro', 'customers-usage');
const contract = datasetOf('naver-cloud', 'contract-usage');
const deployment = datasetOf('partner-center', 'deployment');

describe('of a dataset', () => {
  test('the newest expected period is yesterday in its zone, or the current month', () => {
    expect([usages, license, contract].map((dataset) => newestExpected(dataset, NOW))).toEqual([
      '2026-11-21',
      '2026-11-20',
      '2026-11',
    ]);
  });

  test('the oldest one lies at the depth, the current period counted', () => {
    expect(oldestExpected(usages, NOW, 12)).toBe('2025-12-01');
    expect(oldestExpected(usages, NOW, 1)).toBe('2026-11-01');
    expect(oldestExpected(contract, NOW, 3)).toBe('2026-09');
    expect(oldestExpected(license, NOW, 365)).toBe('2025-11-21');
    expect([customersUsage, deployment].map((dataset) => oldestExpected(dataset, NOW, 9))).toEqual(['', '']);
  });

  test('it is known whether it shows the present only, and whether customers are asked for one by one', () => {
    const all = [usages, license, contract, customersUsage, deployment];
    expect(all.map(isSnapshot)).toEqual([false, false, false, true, true]);
    expect(all.map(isPerCustomer)).toEqual([true, false, false, true, false]);
    expect(snapshotDay(NOW)).toBe('2026-11-21');
  });

  test('a period is final at the very instant that its calendar names, and never where it goes by waves', () => {
    expect(isFinalAt(contract, '2026-10', new Date('2026-11-07T14:59:59.999Z'))).toBe(false);
    expect(isFinalAt(contract, '2026-10', new Date('2026-11-07T15:00:00Z'))).toBe(true);
    expect(isFinalAt(deployment, '2020-01-01', NOW)).toBe(false);
  });
});

const rule = (more: Partial<ExpectedOverage> = {}): ExpectedOverage => ({
  provider: 'line-works',
  above: 3,
  ...more,
});

describe('an overage is expected', () => {
  const GUID = '6B05D1A0-93C1-4B62-8C2B-0A1D35C3F8E4';
  const overage = { provider: 'line-works', customer: 'c-1', productId: 'p', exceeded: 3 } as const;

  test.each<[boolean, string, Partial<ExpectedOverage>]>([
    [true, 'up to the agreed number', {}],
    [false, 'not beyond it', { above: 2 }],
    [true, 'of the customer named', { customerId: 'c-1' }],
    [false, 'of another customer', { customerId: 'c-2' }],
    [true, 'of the product named', { productId: 'p' }],
    [false, 'of another product', { productId: 'q' }],
    [false, 'of another provider', { provider: 'trend-micro' }],
  ])('%s: %s', (expected, _, more) => {
    expect(isExpected(overage, [rule({ above: 0 }), rule(more)])).toBe(expected);
    expect(isExpected(overage, [])).toBe(false);
  });

  test('whatever the case of its GUIDs', () => {
    const named = rule({ customerId: GUID, productId: GUID });
    expect(isExpected({ ...overage, customer: GUID.toLowerCase(), productId: GUID.toLowerCase() }, [named])).toBe(true);
    expect(isExpected({ ...overage, customer: GUID.toLowerCase(), productId: GUID }, [named])).toBe(true);
  });
});

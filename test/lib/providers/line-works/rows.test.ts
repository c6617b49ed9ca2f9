import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRows } from '../../../../lib/providers/line-works/rows.ts';
import { windowOf } from './bench.ts';

const usageWindow = windowOf('usages', '10000001', '2026-11', 'Aozora Logistics');
const optionWindow = windowOf('option-product-usages');

const usage = {
  productGroupId: 'WORKS',
  usedDate: '2026-11-02',
  productId: 'ADV',
  plan: 'ANNUAL_LICENSE',
  licenseCount: 50,
  memberCount: 48,
  maxMemberCount: null,
  status: 'ACTIVE',
};
const option = {
  productGroupId: 'WORKS',
  optionProductId: 'ACV3',
  subOptionId: 'ACV301',
  usedDate: '2026-11-02',
  plan: 'ANNUAL_LICENSE',
  memberCount: 48,
  licenseCount: 50,
  quantity: null,
  usageCount: null,
};

const plans = (...rows: unknown[]) => [...readRows({ usages: rows }, usageWindow)];
const options = (...rows: unknown[]) => [...readRows({ optionProductUsages: rows }, optionWindow)];

describe('a row of a plan', () => {
  test('is a reading of its product on its day', () => {
    expect(plans(usage)).toEqual([
      {
        customerId: '10000001',
        customerName: 'Aozora Logistics',
        productId: 'WORKS/ADV',
        productName: null,
        period: '2026-11-02',
        unit: 'seat',
        entitled: 50,
        consumed: 48,
        exceeded: null,
        reported: { memberCount: 48, licenseCount: 50, maxMemberCount: null },
        labels: { plan: 'ANNUAL_LICENSE', status: 'ACTIVE' },
      },
    ]);
  });

  test.each([
    ['an annual plan holds its licences', { plan: 'ANNUAL_PREPAY_LICENSE', maxMemberCount: 99 }, 50],
    ['a monthly contract its cap', { plan: 'MONTHLY', licenseCount: null, maxMemberCount: 60 }, 60],
    ['a monthly contract without a cap nothing that is known', { plan: 'MONTHLY', licenseCount: null }, null],
    ['a trial’s 0 licences are no licences', { plan: 'TRIAL', licenseCount: 0 }, null],
    ['the Korean plan ANNUAL is not one of these', { plan: 'ANNUAL' }, null],
    ['a row without a plan only has its cap', { plan: null, maxMemberCount: 7 }, 7],
    ['an annual plan of 0 licences holds 0', { licenseCount: 0 }, 0],
  ])('%s', (_, change, entitled) => {
    expect(plans({ ...usage, ...change })).toMatchObject([{ entitled, consumed: 48 }]);
  });

  test('tells absent and null counts alike', () => {
    const { licenseCount: _, memberCount: __, status: ___, ...bare } = usage;
    expect(plans(bare)).toMatchObject([
      {
        entitled: null,
        consumed: null,
        reported: { memberCount: null, licenseCount: null, maxMemberCount: null },
        labels: { status: null },
      },
    ]);
  });
});

describe('a row of an option', () => {
  test('is named by its group, option and sub-option, whatever they are', () => {
    const named = { ...option, productGroupId: 'NOTE_AI', optionProductId: 'QTA_M1', subOptionId: 'QTA_M1_NEVER_SEEN' };
    expect(options({ ...named, plan: 'MONTHLY', licenseCount: null, quantity: 3, usageCount: 115 })).toMatchObject([
      {
        productId: 'NOTE_AI/QTA_M1/QTA_M1_NEVER_SEEN',
        entitled: null,
        consumed: 48,
        reported: { memberCount: 48, licenseCount: null, quantity: 3, usageCount: 115 },
        labels: { plan: 'MONTHLY' },
      },
    ]);
  });

  test('holds licences under an annual plan only', () => {
    expect(options(option, { ...option, plan: 'TRIAL' }, { ...option, plan: 'NEW_PLAN' })).toMatchObject([
      { entitled: 50 },
      { entitled: null },
      { entitled: null, labels: { plan: 'NEW_PLAN' } },
    ]);
  });

  test('may name its product by a number', () => {
    expect(options({ ...option, subOptionId: 7 })).toMatchObject([{ productId: 'WORKS/ACV3/7' }]);
  });
});

describe('a row that cannot be understood', () => {
  test.each([
    ['usedDate', { usedDate: '2026-02-29' }],
    ['usedDate', { usedDate: '2026-11-02T00:00:00+09:00' }],
    ['usedDate', { usedDate: null }],
    ['productGroupId', { productGroupId: '' }],
    ['optionProductId', { optionProductId: null }],
    ['subOptionId', { subOptionId: ' ' }],
    ['subOptionId', { subOptionId: {} }],
    ['plan', { plan: 3 }],
    ['memberCount', { memberCount: '48' }],
    ['memberCount', { memberCount: -1 }],
    ['licenseCount', { licenseCount: 49.5 }],
    ['licenseCount', { licenseCount: 2 ** 53 }],
    ['quantity', { quantity: true }],
    ['usageCount', { usageCount: '' }],
  ])('is rejected by its place and its %s, and the others are read', (field, change) => {
    const rows = options(option, { ...option, ...change }, { ...option, usedDate: '2026-11-03' });
    expect(rows).toMatchObject([
      { period: '2026-11-02' },
      { rejected: true, customerId: '10000001', position: 'row 2', field },
      { period: '2026-11-03' },
    ]);
  });

  test('need not even be an object', () => {
    expect(plans(null, 'x', [usage])).toMatchObject([{ field: 'row' }, { field: 'row' }, { field: 'row' }]);
  });
});

describe('any reply', () => {
  test.each(['usages', 'option-product-usages'])('of %s becomes rows or rejections', (dataset) => {
    const field = fc.oneof(fc.constantFrom(...Object.values(option)), fc.jsonValue({ maxDepth: 1 }));
    const row = fc.record(Object.fromEntries(Object.keys({ ...usage, ...option }).map((name) => [name, field])));
    const list = fc.array(fc.oneof(row, fc.jsonValue()));
    const reply = fc.oneof(fc.record({ usages: list, optionProductUsages: list }), fc.jsonValue());
    fc.assert(
      fc.property(reply, (json) => {
        const rows = [...readRows(json, windowOf(dataset))];
        expect(rows).toEqual([...readRows(structuredClone(json), windowOf(dataset))]);
      }),
    );
    expect.hasAssertions();
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from './bench.ts';
import { contract, product, usage, usageContract } from './contracts.ts';

const reading = {
  customerId: '1234567',
  customerName: null,
  productId: 'TESTSVR1',
  productName: null,
  period: '2025-01',
  unit: 'USAGE_SEC',
  entitled: null,
  consumed: 2_592_000,
  exceeded: null,
  reported: { usageQuantity: 2_592_000, userUsageQuantity: 720 },
  labels: {
    contractNo: '90000001',
    contractProductSequence: '1',
    meteringType: 'VSVR',
    contractType: 'VSVR',
    productItemKind: 'VSVR',
    productRatingType: 'VSVR',
    regionCode: 'KR',
    instanceName: 'web-01',
    contractStatus: 'NOML',
  },
};

describe('a usage becomes a reading', () => {
  it('of its contract, its product line and its meter', () => {
    expect(rowsOf(contract())).toEqual([reading]);
  });

  it('whatever form the lists around it have', () => {
    const lists = [product()].flatMap((line) => [line, [line], { contractProduct: line }, { contractProduct: [line] }]);
    for (const contractProductList of lists) expect(rowsOf(contract({ contractProductList }))).toEqual([reading]);
    for (const usageList of [usage(), { usage: usage() }, { usage: [usage()] }]) {
      expect(rowsOf(contract({ contractProductList: product({ usageList }) }))).toEqual([reading]);
    }
  });

  it('only where there is one', () => {
    for (const nothing of [[], '', '  ', {}, null, undefined, { contractProduct: '' }]) {
      expect(rowsOf(contract({ contractProductList: nothing }))).toEqual([]);
    }
    for (const nothing of [[], '', {}, null, undefined, { usage: [] }]) {
      expect(rowsOf(contract({ contractProductList: [product({ usageList: nothing })] }))).toEqual([]);
    }
  });

  it('with null for every label that the vendor leaves empty in its several ways', () => {
    for (const nothing of ['', ' ', {}, null, undefined]) {
      const names = ['contractNo', 'contractType', 'contractStatus', 'instanceName', 'regionCode'];
      const fields = Object.fromEntries(names.map((name) => [name, nothing]));
      const line = { contractProductSequence: nothing, productItemKind: nothing, productRatingType: nothing };
      const usageList = [usage({ meteringType: nothing, unit: nothing })];
      const rows = rowsOf(contract({ ...fields, contractProductList: [product({ ...line, usageList })] }));
      const labels = Object.fromEntries(Object.keys(reading.labels).map((name) => [name, null]));
      expect(rows).toEqual([{ ...reading, unit: null, labels }]);
    }
  });

  it('with ids that are text even where the vendor sends numbers', () => {
    const line = product({ contractProductSequence: 12, productCode: 77 });
    const [row] = rowsOf(contract({ memberNo: 1_234_567, contractNo: 90_000_001, contractProductList: [line] }));
    expect(row).toMatchObject({
      customerId: '1234567',
      productId: '77',
      labels: { contractNo: '90000001', contractProductSequence: '12' },
    });
  });

  it('with a code only where the code object has one', () => {
    const rows = [{ codeName: 'nameless' }, { code: '' }, { code: null }, { code: 5 }].flatMap((unit) =>
      rowsOf(usageContract({ unit })),
    );
    expect(rows.map((row) => 'unit' in row && row.unit)).toEqual([null, null, null, '5']);
  });

  it('of any finite quantity from 0 on', () => {
    for (const usageQuantity of [0, 0.000001, 1e300, 12_345_678_901_234_567_000]) {
      expect(rowsOf(usageContract({ usageQuantity }))).toMatchObject([{ consumed: usageQuantity }]);
    }
    expect(rowsOf(usageContract({ usageQuantity: -0 }))).toMatchObject([{ consumed: 0 }]);
  });

  it('with the shown quantity as reported: null stays null, absent is left out', () => {
    expect(rowsOf(usageContract({ userUsageQuantity: null }))).toMatchObject([
      { reported: { usageQuantity: 2_592_000, userUsageQuantity: null } },
    ]);
    const [row] = rowsOf(usageContract({ userUsageQuantity: undefined }));
    expect(row).toHaveProperty('reported', { usageQuantity: 2_592_000 });
  });
});

describe('a row is rejected, and its neighbours are not,', () => {
  const bad = 'opensesame@example.com';
  it.each([
    ['usageQuantity', 'missing', usageContract({ usageQuantity: undefined })],
    ['usageQuantity', 'missing', usageContract({ usageQuantity: null })],
    ['usageQuantity', 'not a number', usageContract({ usageQuantity: '5' })],
    ['usageQuantity', 'not a number', usageContract({ usageQuantity: '' })],
    ['usageQuantity', 'not a number', usageContract({ usageQuantity: Number.POSITIVE_INFINITY })],
    ['usageQuantity', 'negative', usageContract({ usageQuantity: -1 })],
    ['userUsageQuantity', 'not a number', usageContract({ userUsageQuantity: bad })],
    ['useMonth', 'not a month', usageContract({ useMonth: '202513' })],
    ['useMonth', 'not a month', usageContract({ useMonth: '2025-01' })],
    ['meteringType', 'not an object', usageContract({ meteringType: bad })],
    ['unit.code', 'neither text nor a whole number', usageContract({ unit: { code: [bad] } })],
    ['productCode', 'missing', contract({ contractProductList: [product({ productCode: '' })] })],
    ['contractNo', 'neither text nor a whole number', contract({ contractNo: 1.5 })],
    ['usage', 'not an object', contract({ contractProductList: [product({ usageList: [bad] })] })],
    ['usageList', 'not a list', contract({ contractProductList: [product({ usageList: bad })] })],
    ['contractProduct', 'not an object', contract({ contractProductList: [bad] })],
    ['contractProductList', 'not a list', contract({ contractProductList: 5 })],
  ])('when %s is %s', (field, problem, wrong) => {
    const [good, rejection, ...rest] = rowsOf(contract(), wrong);
    expect(good).toEqual(reading);
    expect(rejection).toMatchObject({ rejected: true, customerId: '1234567', field, problem });
    expect(rejection).toHaveProperty(
      'position',
      expect.stringMatching(/^page 1, contract 2(, product 1(, usage 1)?)?$/),
    );
    expect(JSON.stringify(rejection)).not.toContain(bad);
    expect(rest).toEqual([]);
  });

  it.each([
    ['contract', 'not an object', 'text'],
    ['memberNo', 'missing', contract({ memberNo: '' })],
    ['memberNo', 'neither text nor a whole number', contract({ memberNo: true, loginId: 'somebody' })],
  ])('for every customer when %s is %s', (field, problem, wrong) => {
    expect(rowsOf(wrong)).toMatchObject([{ rejected: true, customerId: null, field, problem }]);
  });

  it('one for each usage of a contract that cannot be understood', () => {
    const usageList = [usage(), usage({ useMonth: '' })];
    const wrong = contract({ contractType: 'x', contractProductList: [product({ usageList })] });
    expect(rowsOf(wrong).map((row) => 'rejected' in row && row.position)).toEqual([
      'page 1, contract 1, product 1, usage 1',
      'page 1, contract 1, product 1, usage 2',
    ]);
  });

  it('and nothing whatever makes it throw', () => {
    const anything = fc.jsonValue({ maxDepth: 3 });
    const fields = ['memberNo', 'loginId', 'contractNo', 'contractType', 'instanceName'];
    const holding = fc.record({
      contract: fc.dictionary(fc.constantFrom(...fields), anything),
      line: fc.dictionary(fc.constantFrom('productCode', 'contractProductSequence', 'productItemKind'), anything),
      usage: fc.dictionary(fc.constantFrom('usageQuantity', 'useMonth', 'meteringType', 'unit'), anything),
    });
    fc.assert(
      fc.property(holding, (given) => {
        const usageList = [{ ...(usage() as object), ...given.usage }];
        const line = { ...(product() as object), ...given.line, usageList };
        expect(rowsOf({ ...(contract() as object), ...given.contract, contractProductList: [line] })).toHaveLength(1);
      }),
    );
  });
});

/** Rows of one page share their labels and names in memory; none may come by another's. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseReply } from '../../../../lib/providers/partner-center/normalise.ts';
import { deploymentRow, usageRow } from './rows.ts';

const text = fc.constantFrom('a', 'b', '', null, undefined, 7);
const ROW_FIELDS = {
  customerTenantId: fc.constantFrom('T-1', 't-1', 'T-2', '', null),
  customerName: text,
  productId: fc.constantFrom('P-1', 'P-2', 7, ' '),
  productName: text,
  workloadCode: text,
  workloadName: text,
  serviceCode: text,
  serviceName: text,
  channel: text,
  processedDateTime: fc.constantFrom('2026-11-20T00:00:00', '2026-11-19', 'never', null),
};

describe.each([
  ['usage', usageRow],
  ['deployment', deploymentRow],
] as const)('a page of %s', (dataset, rowOf) => {
  test('says of each row what the row alone would say', () => {
    fc.assert(
      fc.property(fc.array(fc.record(ROW_FIELDS), { minLength: 2, maxLength: 8 }), (drawn) => {
        const rows = drawn.map((fields) => rowOf(fields));
        const alone = rows.flatMap((row, index) =>
          normaliseReply({ page: 1, rows: [row] }, dataset).map((one) =>
            'rejected' in one ? { ...one, position: `page 1, row ${index + 1}` } : one,
          ),
        );
        expect(normaliseReply({ page: 1, rows }, dataset)).toEqual(alone);
      }),
      { numRuns: 300 },
    );
    expect.hasAssertions();
  });

  test('of equal labels keeps them once', () => {
    const [first, second] = normaliseReply({ page: 1, rows: [rowOf(), rowOf()] }, dataset);
    expect(first && 'labels' in first && second && 'labels' in second && first.labels === second.labels).toBe(true);
  });

  test('that is no list of rows is rejected as such, and a row that is none by its place', () => {
    const problem = { rejected: true, customerId: null };
    const none = normaliseReply({ page: 2, rows: null as unknown as unknown[] }, dataset);
    expect(none).toEqual([{ ...problem, position: 'page 2', field: 'rows', problem: 'is not a list' }]);
    expect(normaliseReply({ page: 2, rows: ['x'] }, dataset)).toEqual([
      { ...problem, position: 'page 2, row 1', field: 'row', problem: 'is not an object' },
    ]);
  });
});

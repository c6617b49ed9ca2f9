import { describe, expect, test } from 'vitest';
import type { Customer, Window } from '../../../../lib/provider.ts';
import { trendMicro } from '../../../../lib/providers/trend-micro.ts';
import { listCustomers } from '../../../../lib/providers/trend-micro/customers.ts';
import customers from '../../../fixtures/trend-micro/customers.json' with { type: 'json' };
import usages from '../../../fixtures/trend-micro/customers-usage.json' with { type: 'json' };
import { failureOf, readWindow } from '../open.ts';
import { atVendor } from './at-vendor.ts';

const DAY = '2026-11-20';
const windowOf = (asked: readonly Customer[]): Window => ({
  dataset: 'customers-usage',
  from: DAY,
  to: DAY,
  customers: asked,
});
const listed = (id: string, seat_count: unknown = 10, more: object = {}): Customer => ({
  id,
  name: `Customer ${id}`,
  detail: { seat_count, license_type: 1, page: 1, row: 1, conflict: false, ...more },
});
const rowsOf = (asked: readonly Customer[], given: readonly unknown[]): unknown[] => {
  const receivedAt = new Date(`${DAY}T23:59:59Z`);
  return Array.from(
    trendMicro.normalise({ dataset: 'customers-usage', customers: given, receivedAt }, windowOf(asked)),
  );
};
const used = (id: unknown, ...counts: unknown[]): object => ({
  id,
  seat_usages: counts.map((count) => ({ used: count })),
});

describe('the seats of customers', () => {
  test('join the list with the usage, summed over activation codes', () =>
    atVendor({ customers, usages }, async ({ session, running }) => {
      const { rows } = await readWindow(trendMicro, windowOf(await listCustomers(session)), session);
      expect(rows).toEqual([
        {
          customerId: '8B1D4C1E-2F0A-4A77-9C55-0D3E5B7A9C01',
          customerName: 'Larch Bakery',
          productId: 'wfbss',
          productName: null,
          period: DAY,
          unit: 'seat',
          labels: { level: 'customer', licenseType: '1' },
          entitled: 100,
          consumed: 104,
          exceeded: null,
          reported: { seat_count: 100, used: 104 },
        },
        expect.objectContaining({ entitled: 77, consumed: 77, labels: { level: 'customer', licenseType: '0' } }),
        expect.objectContaining({
          customerName: null,
          consumed: 0,
          labels: { level: 'customer', licenseType: null },
          reported: { seat_count: 5, used: 0 },
        }),
        expect.objectContaining({ customerName: 'Rowan Press', consumed: null, reported: { seat_count: 12 } }),
      ]);
      const ids = customers.map(({ id }) => id).join(',');
      expect(running.requests.at(-1)?.target).toBe(`/SMPI/v2.8/service/wfbss/api/customers/usage?cids=${ids}`);
    }));

  test('are asked for under the very bytes that are signed, whatever the ids hold', () => {
    const odd = ['a b', 'é&c=d', '50%', "it's~(ok)!*"];
    return atVendor({ usages: odd.map((id) => used(id, 1)) }, async ({ session }) => {
      const { rows } = await readWindow(trendMicro, windowOf(odd.map((id) => listed(id))), session);
      expect(rows.map((row) => [row.customerId, 'consumed' in row && row.consumed])).toEqual(odd.map((id) => [id, 1]));
    });
  });

  test('are of the UTC day on which the usage arrived', () =>
    atVendor({ now: '2026-11-21T00:00:01Z', usages: [used('a', 1)] }, async ({ session }) => {
      const { rows } = await readWindow(trendMicro, windowOf([listed('a')]), session);
      expect(rows).toEqual([expect.objectContaining({ period: '2026-11-21' })]);
    }));

  test('are none in use when seat_usages is empty', () => {
    expect(rowsOf([listed('a')], [{ id: 'a', seat_usages: [] }])).toEqual([
      expect.objectContaining({ consumed: 0, reported: { seat_count: 10, used: 0 } }),
    ]);
  });

  test.each([
    ['null', null],
    ['absent', undefined],
  ])('are unknown, not none, when seat_usages is %s', (_, unknown) => {
    expect(rowsOf([listed('a')], [{ id: 'a', seat_usages: unknown }])).toEqual([
      expect.objectContaining({ consumed: null, reported: { seat_count: 10 } }),
    ]);
  });

  test('are unknown, not none, when the reply leaves the customer out', () => {
    const [row] = rowsOf([listed('a')], []);
    expect(row).toMatchObject({ entitled: 10, consumed: null });
    expect(row).toHaveProperty('reported', { seat_count: 10 });
  });

  test('of customers that were not asked for are ignored', () => {
    expect(rowsOf([listed('a')], [used('b', 'many'), used('a', 1)])).toEqual([
      expect.objectContaining({ customerId: 'a', consumed: 1 }),
    ]);
  });

  test('are found in any case of the id and kept under the spelling of the list', () => {
    expect(rowsOf([listed('AB-1')], [used('ab-1', 3)])).toEqual([
      expect.objectContaining({ customerId: 'AB-1', consumed: 3 }),
    ]);
  });

  test('given twice make two rows, for the ledger to compare', () => {
    expect(rowsOf([listed('a')], [used('a', 1), used('a', 2)])).toEqual([
      expect.objectContaining({ customerId: 'a', consumed: 1 }),
      expect.objectContaining({ customerId: 'a', consumed: 2 }),
    ]);
  });

  test('count an activation code as often as it is given', () => {
    const again = { activationcode: 'WF-1', used: 2 };
    expect(rowsOf([listed('a')], [{ id: 'a', seat_usages: [again, again] }])).toEqual([
      expect.objectContaining({ consumed: 4 }),
    ]);
  });

  test.each([
    ['1', '1'],
    [0, '0'],
    ['0', '0'],
    [2, '2'],
    ['managed', 'managed'],
    [null, null],
    [undefined, null],
    [{}, null],
  ])('of license_type %j bear the label %j', (license_type, licenseType) => {
    expect(rowsOf([listed('a', 1, { license_type })], [used('a', 1)])).toEqual([
      expect.objectContaining({ labels: { level: 'customer', licenseType } }),
    ]);
  });

  test.each([[[]], [{}], [{ customers: null }], [{ customers: {} }]])('are not read from %j', (json) =>
    atVendor({}, async ({ session, running }) => {
      running.fault({ kind: 'body', body: JSON.stringify(json) });
      const attempt = readWindow(trendMicro, windowOf([listed('a')]), session);
      expect(await failureOf(attempt)).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
    }),
  );
});

describe('a customer', () => {
  test.each([
    [undefined, 'is missing'],
    [null, 'is missing'],
    ['100', 'is not a whole number of 0 or more'],
    [-1, 'is not a whole number of 0 or more'],
    [0.5, 'is not a whole number of 0 or more'],
  ])('whose seat_count is %j is rejected alone', (seat_count, problem) => {
    const [rejected, other] = rowsOf([listed('a', 1, { seat_count }), listed('b')], [used('a', 1), used('b', 1)]);
    const position = 'customer list, page 1, row 1';
    expect(rejected).toEqual({ rejected: true, customerId: 'a', position, field: 'seat_count', problem });
    expect(other).toMatchObject({ customerId: 'b', consumed: 1 });
  });

  test('listed twice with different seats is rejected', () => {
    expect(rowsOf([listed('a', 10, { conflict: true })], [used('a', 1)])).toEqual([
      expect.objectContaining({ rejected: true, customerId: 'a', field: 'seat_count' }),
    ]);
  });

  test.each([
    [undefined, 'is missing'],
    ['3', 'is not a whole number of 0 or more'],
    [-3, 'is not a whole number of 0 or more'],
    [3.5, 'is not a whole number of 0 or more'],
  ])('with a used of %j is rejected alone', (count, problem) => {
    const [rejected, other] = rowsOf([listed('a'), listed('b')], [used('b', 1), used('a', 1, count)]);
    const field = 'seat_usages[1].used';
    expect(rejected).toEqual({ rejected: true, customerId: 'a', position: 'row 2', field, problem });
    expect(other).toMatchObject({ customerId: 'b', consumed: 1 });
  });

  test('with more seats in use than can be counted is rejected', () => {
    expect(rowsOf([listed('a')], [used('a', Number.MAX_SAFE_INTEGER, 1)])).toEqual([
      expect.objectContaining({ rejected: true, customerId: 'a', field: 'seat_usages' }),
    ]);
  });

  test.each([7, 'x', {}])('with the seat_usages %j is rejected', (seat_usages) => {
    expect(rowsOf([listed('a')], [{ id: 'a', seat_usages }])).toEqual([
      expect.objectContaining({ rejected: true, customerId: 'a', field: 'seat_usages', problem: 'is not an array' }),
    ]);
  });

  test.each([
    [null, 'row'],
    ['x', 'row'],
    [{ seat_usages: [] }, 'id'],
    [{ id: '' }, 'id'],
  ])('is not called absent while the reply holds %j', (nameless, field) => {
    expect(rowsOf([listed('a'), listed('b')], [nameless, used('b', 1)])).toEqual([
      expect.objectContaining({ rejected: true, customerId: null, position: 'row 1', field }),
      expect.objectContaining({ customerId: 'b', consumed: 1 }),
    ]);
  });
});

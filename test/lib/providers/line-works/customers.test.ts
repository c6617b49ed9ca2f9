import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { World } from '../../../../infra/local/vendors/line-works/world.ts';
import type { JsonObject } from '../../../../lib/json.ts';
import { listCustomers } from '../../../../lib/providers/line-works/customers.ts';
import { failureOf } from '../open.ts';
import { benchOf } from './bench.ts';

const worldOf = (count: number): World => ({
  customers: () =>
    Array.from({ length: count }, (_, n) => ({
      tenantId: 5,
      domainId: 10_000_001 + n,
      companyName: `Company ${n}`,
      administrator: { lastName: 'Desk', privateEmail: 'desk@example.com' },
      phoneNumber: '+81-3-0000-0000',
    })),
  usages: () => [],
  optionProductUsages: () => [],
});

/** The list as these pages, whatever is asked. */
const listing = (pages: readonly JsonObject[]) => {
  const targets: string[] = [];
  const api = {
    get: async (_: string, target: string) => {
      targets.push(target);
      return pages[targets.length - 1] ?? {};
    },
  };
  return { targets, list: () => listCustomers(api) };
};
const page = (ids: unknown[], nextCursor?: unknown): JsonObject => ({
  customers: ids.map((domainId) => ({ domainId })),
  responseMetaData: nextCursor === undefined ? {} : { nextCursor },
});

describe('the customer list', () => {
  test.each([0, 1, 30, 31, 70])('of %i is read to its end, each customer once', async (count) => {
    const bench = await benchOf({ world: worldOf(count) });
    const session = bench.session();
    // Twice: the vendor ends one walk with nextCursor null and the other without it, in another order.
    for (let walk = 0; walk < 2; walk++) {
      const ids = (await session.customers()).map((customer) => customer.id);
      expect(ids.toSorted()).toEqual(Array.from({ length: count }, (_, n) => String(10_000_001 + n)));
    }
  });

  test('asks for full pages and encodes the cursor', async () => {
    const bench = await benchOf({ world: worldOf(31) });
    await bench.session().customers();
    expect(bench.asked()).toEqual([
      '/v1.0/partners/customers?count=30',
      expect.stringMatching(/^\/v1\.0\/partners\/customers\?count=30&cursor=%2B%2F%2F%2B\w+%3D%3D$/),
    ]);
  });

  test('leaves personal data behind', async () => {
    const bench = await benchOf();
    expect((await bench.session().customers())[0]).toEqual({ id: '10000001', name: 'Aozora Logistics' });
  });

  test('ends at a missing, null or empty cursor', async () => {
    for (const last of [page([2]), page([2], null), page([2], ''), { customers: [{ domainId: 2 }] }]) {
      const { list, targets } = listing([page([1], 'a+b'), last]);
      expect(await list()).toEqual([
        { id: '1', name: null },
        { id: '2', name: null },
      ]);
      expect(targets).toEqual(['/partners/customers?count=30', '/partners/customers?count=30&cursor=a%2Bb']);
    }
  });

  test.each<[string, JsonObject[]]>([
    ['a cursor that comes again', [page([1], 'a'), page([2], 'b'), page([3], 'a')]],
    ['a cursor that is no text', [page([1], 7)]],
    ['meta data that is no object', [{ customers: [], responseMetaData: [] }]],
    ['a row without domainId', [{ customers: [{ tenantId: 1 }] }]],
    ['a row that is no object', [{ customers: ['10000001'] }]],
    ['no list at all', [{ customer: [] }]],
  ])('with %s is no list', async (_, pages) => {
    expect(await failureOf(listing(pages).list())).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  test('keeps the digits of an id that JSON numbers cannot hold', async () => {
    const bench = await benchOf();
    const body = '{"customers":[{"domainId":1234567890123456789,"companyName":""}]}';
    bench.running.fault({ kind: 'body', body, path: '/customers?' });
    expect(await bench.session().customers()).toEqual([{ id: '1234567890123456789', name: null }]);
  });

  test('is the same however its pages are cut and repeated', async () => {
    const cuts = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (pages) => {
        const { list } = listing(pages.map((ids, n) => page(ids, n + 1 < pages.length ? `cursor ${n}` : null)));
        const ids = (await list()).map((customer) => Number(customer.id));
        expect(ids).toEqual([...new Set(pages.flat())]);
      }),
    );
    expect.hasAssertions();
  });
});

describe('chosen domains', () => {
  test('narrow the list to those of them that are listed', async () => {
    const bench = await benchOf();
    const { customers, notices } = bench.session({ domainIds: ['10000003', '10000001', '99999999'] });
    expect((await customers()).map((customer) => customer.id)).toEqual(['10000001', '10000003']);
    expect(notices).toEqual([expect.stringContaining('"unlisted":1')]);
  });

  test('make a scope of their own, whatever their order', async () => {
    const bench = await benchOf();
    const scope = (...domainIds: string[]) => bench.session({ domainIds }).session.scope;
    expect(scope('1', '2')).toBe(scope('2', '1', '1'));
    expect(scope('1', '2')).not.toBe(scope('1'));
    expect(bench.session().session.scope).toBe('all');
  });
});

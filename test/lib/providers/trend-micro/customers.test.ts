import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Customer } from '../../../../lib/provider.ts';
import { listCustomers } from '../../../../lib/providers/trend-micro/customers.ts';
import type { TrendMicroSession } from '../../../../lib/providers/trend-micro/session.ts';
import fixture from '../../../fixtures/trend-micro/customers.json' with { type: 'json' };
import { failureOf } from '../open.ts';
import { atVendor } from './at-vendor.ts';

type Page = { paging?: unknown; customers?: unknown };

/** A list whose pages come as given, one after another, again from the first when it is walked again. */
function pagesOf(...walks: readonly Page[][]): { session: TrendMicroSession; asked: string[] } {
  const asked: string[] = [];
  let walk = -1;
  const session: TrendMicroSession = {
    scope: 'all',
    credentialExpiresAt: () => null,
    notice: () => {},
    get: async (resource) => {
      asked.push(resource);
      const page = Number(new URLSearchParams(resource.split('?')[1]).get('page'));
      if (page === 1) walk++;
      const pages = walks[walk] ?? walks.at(-1) ?? [];
      return { json: pages[page - 1] ?? { paging: pages[0]?.paging, customers: [] }, receivedAt: new Date(0) };
    },
  };
  return { session, asked };
}

const row = (id: unknown, seat_count: unknown = 1): object => ({ id, name: `Customer ${String(id)}`, seat_count });
const page = (total: unknown, ...customers: unknown[]): Page => ({ paging: { total }, customers });
const idsOf = (customers: readonly Customer[]): string[] => customers.map(({ id }) => id);

describe('the customer list', () => {
  test('is read in pages of a hundred until its total is reached', () => {
    const many = Array.from({ length: 201 }, (_, index) => row(`C-${index}`));
    return atVendor({ customers: many }, async ({ session, running }) => {
      expect(await listCustomers(session)).toHaveLength(201);
      expect(running.requests.map(({ target }) => target.split('/').at(-1))).toEqual([
        'customers?page=1&limit=100',
        'customers?page=2&limit=100',
        'customers?page=3&limit=100',
      ]);
    });
  });

  test('does not ask for a page beyond a total that fills its pages exactly', () =>
    atVendor(
      { customers: Array.from({ length: 100 }, (_, index) => row(`C-${index}`)) },
      async ({ session, running }) => {
        expect(await listCustomers(session)).toHaveLength(100);
        expect(running.requests).toHaveLength(1);
      },
    ));

  test('keeps names, and what it says about seats as it came', () =>
    atVendor({ customers: fixture }, async ({ session }) => {
      expect((await listCustomers(session)).map(({ name, detail }) => [name, detail])).toEqual([
        ['Larch Bakery', expect.objectContaining({ seat_count: 100, license_type: '1' })],
        ['Maple Garage', expect.objectContaining({ seat_count: 77, license_type: 0 })],
        [null, expect.objectContaining({ seat_count: 5, license_type: undefined })],
        ['Rowan Press', expect.objectContaining({ seat_count: 12, license_type: 1, page: 1, row: 4 })],
      ]);
    }));

  test('may be empty', () =>
    atVendor({ customers: [] }, async ({ session }) => {
      expect(await listCustomers(session)).toEqual([]);
    }));

  test('goes on after a short page as long as its total says so', async () => {
    const { session } = pagesOf([page(4, row('a')), page(4, row('b'), row('c')), page(4, row('d'))]);
    expect(idsOf(await listCustomers(session))).toEqual(['a', 'b', 'c', 'd']);
  });

  test('counts a repetition within a page toward its total, one on a later page not', async () => {
    const within = pagesOf([page(3, row('a'), row('A')), page(3, row('b'))]);
    expect(idsOf(await listCustomers(within.session))).toEqual(['a', 'b']);
    expect(within.asked).toHaveLength(2);
    const across = pagesOf([page(3, row('a'), row('b')), page(3, row('b'), row('c'))]);
    expect(idsOf(await listCustomers(across.session))).toEqual(['a', 'b', 'c']);
  });

  test('notes when it holds a customer twice with different seats', async () => {
    const { session } = pagesOf([page(4, row('a', 1), row('a', 2), row('b', 3), row('b', 3))]);
    expect((await listCustomers(session)).map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ conflict: true }),
      expect.objectContaining({ conflict: false }),
    ]);
  });

  test.each<[string, Page[]]>([
    ['is short', [page(3, row('a'), row('b'))]],
    ['is longer than its total', [page(1, row('a'), row('b'))]],
    ['changes its total on the way', [page(3, row('a')), page(2, row('b'))]],
    ['repeats the same page for ever', [page(2, row('a')), page(2, row('a')), page(2, row('a'))]],
    ['gives no total', [{ customers: [row('a')] }]],
    ['gives its total as text', [page('1', row('a'))]],
  ])('that %s is read once more, and believed when it adds up then', async (_, pages) => {
    const mended = pagesOf(pages, [page(2, row('a'), row('b'))]);
    expect(idsOf(await listCustomers(mended.session))).toEqual(['a', 'b']);
    const broken = pagesOf(pages);
    expect(await failureOf(listCustomers(broken.session))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
    expect(broken.asked.filter((resource) => resource.includes('page=1&'))).toHaveLength(2);
  });

  test('is given up as soon as it holds more than its total', async () => {
    const { session, asked } = pagesOf([page(1, row('a'), row('b')), page(1, row('c'))]);
    expect(await failureOf(listCustomers(session))).toHaveProperty(
      'message',
      'customer list: 2 of the announced 1 after page 1',
    );
    expect(asked).toHaveLength(2);
  });

  test.each([undefined, null, '', ' ', {}, 1.5, '\ud800'])(
    'is not complete, and not taken, when a row has the id %j',
    async (id) => {
      const { session } = pagesOf([page(3, row('a')), page(3, row('b'), row(id))]);
      expect(await failureOf(listCustomers(session))).toMatchObject({
        code: 'VENDOR_RESPONSE_INVALID',
        message: 'customer list, page 2, row 2: id is missing or no id',
      });
    },
  );

  test.each([[], { customers: null }, { customers: {} }, 'x'])('is not taken from %j', async (json) => {
    const { session } = pagesOf([json as Page]);
    expect(await failureOf(listCustomers(session))).toHaveProperty('code', 'VENDOR_RESPONSE_INVALID');
  });

  test('is the same however its rows are cut into pages and repeated', async () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-f0-9]{1,4}$/), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(ids, fc.integer({ min: 1, max: 5 }), fc.boolean(), async (all, size, repeat) => {
        const pages: Page[] = [];
        for (let at = 0; at < all.length; at += size) {
          const again = repeat && at > 0 ? [row(all[at - 1])] : [];
          pages.push(page(all.length, ...again, ...all.slice(at, at + size).map((id) => row(id))));
        }
        expect(idsOf(await listCustomers(pagesOf(pages).session)).toSorted()).toEqual(all.toSorted());
      }),
    );
    expect.hasAssertions();
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../../lib/provider.ts';
import { readList } from '../../../../lib/providers/partner-center/list.ts';
import { normaliseReply } from '../../../../lib/providers/partner-center/normalise.ts';
import type { Page } from '../../../../lib/providers/partner-center/page.ts';
import { type Row, usageRow, usageRows } from './rows.ts';
import { page, reading, TOP } from './scripted-list.ts';

const invalid = { code: 'VENDOR_RESPONSE_INVALID' };

describe('a list of the analytics', () => {
  const nine = usageRows(9);
  const pages = (total: number | null): Page[] => [
    page(nine.slice(0, 4), total),
    page(nine.slice(4, 8), total),
    page(nine.slice(8), total),
  ];

  test('is read in steps of the rows that came until a page is not full', async () => {
    const { skips, rows, restarts } = await reading([pages(null)]);
    expect(skips).toEqual([0, 4, 8]);
    expect(rows).toHaveLength(9);
    expect(restarts).toBe(0);
  });

  test('ends where its total is reached', async () => {
    expect(await reading([[page(nine.slice(0, 4), 4)]])).toMatchObject({ skips: [0], restarts: 0 });
    expect(await reading([pages(9)])).toMatchObject({ skips: [0, 4, 8], restarts: 0 });
  });

  test('ends with an empty page when all its pages are full and no total is told', async () => {
    expect(await reading([[page(nine.slice(0, 4)), page(nine.slice(4, 8))]])).toMatchObject({ skips: [0, 4, 8] });
  });

  test('may be empty', async () => {
    expect(await reading([[page([], 0)]])).toMatchObject({ skips: [0], rows: [] });
    expect(await reading([[page([])]])).toMatchObject({ skips: [0], rows: [] });
  });

  test('goes on after a short page while its total says that there is more', async () => {
    const short = [page(nine.slice(0, 2), 9), page(nine.slice(2, 6), 9), page(nine.slice(6), 9)];
    expect(await reading([short])).toMatchObject({ skips: [0, 2, 6], restarts: 0 });
  });

  test('names the page and row of what is wrong', async () => {
    const [first, second = page([]), third] = pages(9);
    const spoiled = page(second.rows.with(2, usageRow({ licensesQualified: -1 })) as Row[], 9);
    const { rows } = await reading([[first ?? second, spoiled, third ?? second]]);
    expect(rows[6]).toMatchObject({ position: 'page 2, row 3', field: 'licensesQualified' });
  });
});

const same = (total: number | null): Page[] => Array.from({ length: 50 }, () => page(usageRows(4), total));

describe('a list without an end', () => {
  test('is refused after one repeated page each time', async () => {
    await expect(reading([same(null)])).rejects.toMatchObject(invalid);
    await expect(reading([same(100)])).rejects.toMatchObject(invalid);
  });

  test('is refused after a thousand pages of new rows', async () => {
    let row = 0;
    const endless = async (): Promise<Page> =>
      page(Array.from({ length: TOP }, () => usageRow({ customerTenantId: `tenant-${row++}` })));
    const drain = async (): Promise<void> => {
      for await (const reply of readList(endless, TOP)) expect(reply).toBeDefined();
    };
    await expect(drain()).rejects.toMatchObject(invalid);
    expect(row).toBe(2 * 1000 * TOP);
  });
});

test('any split, order and repetition of the rows on pages gives the same readings', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 14 }),
      fc.array(fc.nat(), { maxLength: 30 }),
      fc.infiniteStream(fc.integer({ min: 1, max: TOP })),
      fc.boolean(),
      async (count, order, sizes, told) => {
        const rows = usageRows(count);
        const shuffled = rows.toSorted((a, b) => rank(a, order) - rank(b, order));
        const total = told ? count : null;
        const pages: Page[] = [];
        for (let from = 0; from < count; ) {
          // Without a total only a full page can be followed by another.
          const size = told ? (sizes.next().value ?? TOP) : TOP;
          const repeated = shuffled.slice(0, Math.min(from, TOP - size));
          pages.push(page([...repeated, ...shuffled.slice(from, from + size)], total));
          from += size;
        }
        const { rows: read } = await reading([pages]);
        const expected = normaliseReply({ page: 1, rows }, 'usage') as Reading[];
        expect(ordered(read as Reading[])).toEqual(ordered(expected));
      },
    ),
  );
  expect.hasAssertions();
});

const rank = (row: Row, order: readonly number[]): number =>
  order[Number(String(row['customerTenantId']).slice(0, 8)) % Math.max(1, order.length)] ?? 0;

const ordered = (rows: readonly Reading[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();

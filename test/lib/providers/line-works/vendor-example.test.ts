/** The vendor document's own example: https://developers.worksmobile.com/en/docs/partner-customer-option-product-usage-list */
import { expect, test } from 'vitest';
import { benchOf, windowOf } from './bench.ts';

const days = [1, 2, 3, 4, 5, 6, 7].map((day) => `2025-02-0${day}`);

const EXAMPLE = JSON.stringify({
  optionProductUsages: days.map((usedDate) => ({
    productGroupId: 'WORKS',
    optionProductId: 'ACV2',
    subOptionId: 'ACV201',
    usedDate,
    plan: 'ANNUAL_LICENSE',
    memberCount: 1,
    licenseCount: 1,
    quantity: null,
    usageCount: null,
  })),
});

test('the document’s week of one archive becomes seven readings', async () => {
  const bench = await benchOf();
  bench.running.fault({ kind: 'body', body: EXAMPLE, path: '/option-product-usages?' });
  const rows = await bench.session().read(windowOf('option-product-usages', '10000001', '2025-02', 'Hinode Clinic'));
  expect(bench.asked()).toEqual(['/v1.0/partners/customers/10000001/option-product-usages?year=2025&month=2']);
  expect(rows).toEqual(
    days.map((period) => ({
      customerId: '10000001',
      customerName: 'Hinode Clinic',
      // By the ids, which every table of the vendor gives to the talk archive, not by the example's title.
      productId: 'WORKS/ACV2/ACV201',
      productName: null,
      period,
      unit: 'seat',
      entitled: 1,
      consumed: 1,
      exceeded: null,
      reported: { memberCount: 1, licenseCount: 1, quantity: null, usageCount: null },
      labels: { plan: 'ANNUAL_LICENSE' },
    })),
  );
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Window } from '../../../../lib/provider.ts';
import { trendMicro } from '../../../../lib/providers/trend-micro.ts';
import fixture from '../../../fixtures/trend-micro/vendor-license.json' with { type: 'json' };
import { failureOf, readWindow } from '../open.ts';
import { readingsOf } from '../well-formed.ts';
import { atVendor } from './at-vendor.ts';

const VID = '640FE47F-5118-4D79-8221-A35D0DE2EE2C';
const windowOf = (from: string, to: string): Window => ({ dataset: 'vendor-license', from, to, customers: null });
const rowsOf = (rows: readonly unknown[]): unknown[] =>
  Array.from(trendMicro.normalise({ dataset: 'vendor-license', rows }, windowOf('2013-06-02', '2013-06-05')));
const good = { vid: VID, update_time: 1370390400, seat_in_use: 18, seat_purchase: 177, seat_count_exceed: 0 };

describe('the seats of the partner', () => {
  test('of the documented example become a reading a day', () =>
    atVendor({ now: '2013-06-07T10:00:21Z', licenses: fixture }, async ({ session, running }) => {
      const { rows } = await readWindow(trendMicro, windowOf('2013-06-02', '2013-06-05'), session);
      expect(readingsOf(rows).map(({ period, consumed }) => [period, consumed])).toEqual([
        ['2013-06-02', 0],
        ['2013-06-03', 4],
        ['2013-06-04', 10],
        ['2013-06-05', 18],
      ]);
      expect(rows.at(-1)).toEqual({
        customerId: VID,
        customerName: null,
        productId: 'wfbss',
        productName: null,
        period: '2013-06-05',
        unit: 'seat',
        labels: { level: 'partner' },
        entitled: 177,
        consumed: 18,
        exceeded: 0,
        reported: { seat_purchase: 177, seat_in_use: 18, seat_count_exceed: 0 },
      });
      expect(running.requests).toHaveLength(1);
    }));

  test.each(['inclusive', 'exclusive'] as const)(
    'are asked for within 365 days of midnights so that an %s end keeps the last day',
    (end) =>
      atVendor({ end }, async ({ session, running }) => {
        const { rows } = await readWindow(trendMicro, windowOf('2025-11-20', '2026-11-19'), session);
        const inside = readingsOf(rows).filter(({ period }) => period >= '2025-11-20' && period <= '2026-11-19');
        expect(inside).toHaveLength(365);
        const query = new URL(running.requests[0]?.target ?? '', 'http://localhost').searchParams;
        const [start, until] = [Number(query.get('start_time')), Number(query.get('end_time'))];
        expect([start % 86_400, until % 86_400, until - start]).toEqual([0, 0, 365 * 86_400]);
      }),
  );

  test('keep the excess that the vendor gives though fewer seats are in use than purchased', () => {
    expect(rowsOf([{ ...good, seat_in_use: 160, seat_count_exceed: 3 }])).toEqual([
      expect.objectContaining({ entitled: 177, consumed: 160, exceeded: 3 }),
    ]);
    expect(rowsOf([{ ...good, seat_in_use: 181, seat_count_exceed: 0 }])).toEqual([
      expect.objectContaining({ entitled: 177, consumed: 181, exceeded: 0 }),
    ]);
  });

  test('may be none at all', () =>
    atVendor({ licenses: [] }, async ({ session }) => {
      const { replies, rows } = await readWindow(trendMicro, windowOf('2026-11-01', '2026-11-19'), session);
      expect([replies.length, rows.length]).toEqual([1, 0]);
    }));

  test.each(['{}', '{"customers": []}', '{"vid": "x"}', '7', '{"error_subject": "synthetic"}'])(
    'are not believed when the answer is %s instead of an array',
    (body) =>
      atVendor({}, async ({ session, running }) => {
        running.fault({ kind: 'body', body });
        const attempt = readWindow(trendMicro, windowOf('2026-11-01', '2026-11-19'), session);
        expect(await failureOf(attempt)).toMatchObject({
          code: 'VENDOR_RESPONSE_INVALID',
          message: 'vendor-license 2026-11-01/2026-11-19: the answer is not an array',
        });
      }),
  );

  test('older than the vendor keeps them are refused', () =>
    atVendor({ historyDays: 90 }, async ({ session }) => {
      const attempt = readWindow(trendMicro, windowOf('2026-01-01', '2026-11-19'), session);
      expect(await failureOf(attempt)).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
      const { rows } = await readWindow(trendMicro, windowOf('2026-09-01', '2026-11-19'), session);
      expect(rows).toHaveLength(81);
    }));
});

describe('a row', () => {
  test('keeps its vid exactly as given', () => {
    const ids = [VID, VID.toLowerCase(), 'Ab 1', 12].map((vid) => rowsOf([{ ...good, vid }])[0]);
    expect(ids.map((row) => (row as { customerId: string }).customerId)).toEqual([
      VID,
      VID.toLowerCase(),
      'Ab 1',
      '12',
    ]);
  });

  test('is of the UTC day of its time, be it midnight or not', () => {
    const days = [1370390400, 1370390401, 1370476799, 0].map((update_time) => rowsOf([{ ...good, update_time }])[0]);
    expect(days.map((row) => (row as { period: string }).period)).toEqual([
      '2013-06-05',
      '2013-06-05',
      '2013-06-05',
      '1970-01-01',
    ]);
  });

  test.each([
    ['vid', undefined, 'is missing'],
    ['vid', '', 'is not an id'],
    ['vid', {}, 'is not an id'],
    ['update_time', undefined, 'is missing'],
    ['update_time', '1370390400', 'is not a time in Unix seconds'],
    ['update_time', 1370390400000, 'is not a time in Unix seconds'],
    ['update_time', 1370390400.5, 'is not a time in Unix seconds'],
    ['update_time', -86400, 'is not a time in Unix seconds'],
    ['seat_purchase', null, 'is missing'],
    ['seat_purchase', '177', 'is not a whole number of 0 or more'],
    ['seat_in_use', 18.5, 'is not a whole number of 0 or more'],
    ['seat_in_use', true, 'is not a whole number of 0 or more'],
    ['seat_count_exceed', -1, 'is not a whole number of 0 or more'],
    ['seat_count_exceed', undefined, 'is missing'],
    ['seat_count_exceed', 2 ** 53, 'is not a whole number of 0 or more'],
  ])('whose %s is %j is rejected alone', (field, value, problem) => {
    const [before, rejected, after] = rowsOf([good, { ...good, [field]: value }, good]);
    const customerId = field === 'vid' ? null : VID;
    const period = field === 'update_time' ? undefined : '2013-06-05';
    expect(rejected).toEqual({ rejected: true, customerId, period, position: 'row 2', field, problem });
    expect([before, after]).toEqual([
      expect.objectContaining({ consumed: 18 }),
      expect.objectContaining({ consumed: 18 }),
    ]);
  });

  test.each([null, 7, 'row', [good]])('that is %j is rejected without a customer', (row) => {
    expect(rowsOf([row])).toEqual([expect.objectContaining({ rejected: true, customerId: null, field: 'row' })]);
  });
});

test('the order of the rows makes no difference', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(fixture, { minLength: fixture.length }), (shuffled) => {
      expect(new Set(rowsOf(shuffled).map((row) => JSON.stringify(row)))).toEqual(
        new Set(rowsOf(fixture).map((row) => JSON.stringify(row))),
      );
    }),
  );
  expect.hasAssertions();
});

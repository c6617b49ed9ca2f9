import { describe, expect, test } from 'vitest';
import { gatherer, type WindowContent } from '../../../lib/collect/content.ts';
import { datasetOf } from '../../../lib/datasets.ts';
import type { Reading, Rejection, Window } from '../../../lib/provider.ts';
import { seriesKey } from '../../../lib/series.ts';

const usages = datasetOf('line-works', 'usages');
const deployment = datasetOf('partner-center', 'deployment');
const WINDOW: Window = { dataset: 'usages', from: '2026-11-01', to: '2026-11-30', customers: null };

const row = (more: Partial<Reading> = {}): Reading => ({
  customerId: 'c-1',
  customerName: 'One',
  productId: 'p',
  productName: null,
  period: '2026-11-20',
  labels: { plan: 'ANNUAL_1', status: 'USING' },
  unit: 'seat',
  entitled: 10,
  consumed: 12,
  exceeded: null,
  reported: { memberCount: 12 },
  ...more,
});

const rejection = (customerId: string | null): Rejection => ({
  rejected: true,
  customerId,
  position: 'row 1',
  field: 'plan',
  problem: 'is not text',
});

function gathered(rows: ReadonlyArray<Reading | Rejection>, only: readonly string[] | null = null): WindowContent {
  const gather = gatherer(usages, WINDOW, only && new Set(only));
  for (const one of rows) gather.add(one);
  return gather.content();
}

/** Who used how much when, in the order of the rows. */
const used = ({ customers }: WindowContent): string[] =>
  [...customers].flatMap(([customer, { periods }]) =>
    [...periods].flatMap(([period, cells]) =>
      [...cells.values()].map(({ consumed }) => `${customer} ${period.slice(8)} ${consumed}`),
    ),
  );

const concerned = ({ customers }: WindowContent): string[] =>
  [...customers.values()].filter((one) => one.concerned).map(({ customerId }) => customerId);

describe('the rows of a window', () => {
  test('are parted by customer, period and series, with the seats over worked out', () => {
    const content = gathered([row(), row({ period: '2026-11-21', consumed: 9 }), row({ customerId: 'c-2' })]);
    expect(used(content)).toEqual(['c-1 20 12', 'c-1 21 9', 'c-2 20 12']);
    const cells = content.customers.get('c-1')?.periods.get('2026-11-20');
    expect(cells?.get(seriesKey(usages, 'p', row().labels))).toEqual({
      unit: 'seat',
      entitled: 10,
      consumed: 12,
      exceeded: 2,
      reported: { memberCount: 12 },
    });
    expect(content).toMatchObject({ rejected: [], concernsAll: false });
  });

  test('of one customer in two spellings of a GUID are one customer', () => {
    const guid = '6B05D1A0-93C1-4B62-8C2B-0A1D35C3F8E4';
    const content = gathered([
      row({ customerId: guid }),
      row({ customerId: guid.toLowerCase(), period: '2026-11-21' }),
    ]);
    expect([...content.customers].map(([key, { customerId }]) => [key, customerId])).toEqual([
      [guid.toLowerCase(), guid],
    ]);
  });

  test('of periods outside it are ignored, but not those of a snapshot', () => {
    const outside = [row({ period: '2026-10-31' }), row({ period: '2026-12-01' })];
    expect(gathered(outside).customers.size).toBe(0);
    expect(used(gathered([row({ period: '2026-11-01' }), row({ period: '2026-11-30' })]))).toHaveLength(2);
    const gather = gatherer(deployment, { ...WINDOW, dataset: 'deployment' }, null);
    for (const one of outside) gather.add(one);
    expect(gather.content().customers.get('c-1')?.periods.size).toBe(2);
  });

  test('of customers that nobody asked for are left out, rejected ones too', () => {
    const all = [row(), row({ customerId: 'c-2' }), rejection('c-2')];
    expect(gathered(all, ['c-1'])).toMatchObject({ rejected: [], concernsAll: false });
    expect(used(gathered(all, ['c-1']))).toEqual(['c-1 20 12']);
    expect(gathered([rejection(null)], ['c-1']).rejected).toHaveLength(1);
  });
});

const named = (rows: readonly Reading[]) => {
  const customer = gathered(rows).customers.get('c-1');
  return [customer?.customerName, ...[...(customer?.series.values() ?? [])].map((one) => [one.from, one.productName])];
};

describe('names', () => {
  test('are those of the newest period, of a customer the last that is given', () => {
    const older = row({ period: '2026-11-19', productName: 'Old', customerName: 'Before' });
    const newer = row({ productName: 'New' });
    expect(named([older, newer])).toEqual(['One', ['2026-11-20', 'New']]);
    expect(named([newer, older])).toEqual(['Before', ['2026-11-20', 'New']]);
    expect(named([newer, { ...older, customerName: null }])[0]).toBe('One');
  });

  test('that are no Unicode are mended, not refused', () => {
    expect(named([row({ customerName: 'a\ud800', productName: '\udc00b' })])).toEqual([
      'a\ufffd',
      ['2026-11-20', '\ufffdb'],
    ]);
  });

  test('shared by customers are kept once', () => {
    const labels = row().labels;
    const { customers } = gathered([row({ labels }), row({ labels, customerId: 'c-2' })]);
    const [first, second] = [...customers.values()].map(({ series }) => [...series.values()][0]);
    expect(first).toBe(second);
    const apart = gathered([row(), row({ customerId: 'c-2', period: '2026-11-21' })]).customers;
    expect([...apart.values()].map(({ series }) => [...series.values()][0]?.from)).toEqual([
      '2026-11-20',
      '2026-11-21',
    ]);
  });
});

describe('rows of one identity', () => {
  test('that are equal count once, whatever else they say', () => {
    const content = gathered([row(), row({ labels: { plan: 'ANNUAL_1', status: 'UPGRADING' } })]);
    expect(used(content)).toEqual(['c-1 20 12']);
    expect(content.rejected).toEqual([]);
  });

  test('that contradict each other are all rejected, and nothing of them stays', () => {
    const content = gathered([row(), row({ consumed: 13 }), row(), row({ consumed: 14 }), row({ productId: 'q' })]);
    expect(used(content)).toEqual(['c-1 20 12']);
    expect([...(content.customers.get('c-1')?.series.values() ?? [])].map(({ productId }) => productId)).toEqual(['q']);
    expect(content.rejected).toHaveLength(4);
    expect(content.rejected.map(({ customerId, message }) => `${customerId}: ${message}`)).toEqual([
      'c-1: p of 2026-11-20: contradicted by row 2 of the window in consumed',
      'c-1: row 2 of the window: p of 2026-11-20: contradicts an earlier row in consumed',
      'c-1: row 3 of the window: p of 2026-11-20: contradicts an earlier row',
      'c-1: row 4 of the window: p of 2026-11-20: contradicts an earlier row',
    ]);
    expect(concerned(content)).toEqual(['c-1']);
  });

  test('are only those of the same customer, period and series', () => {
    const content = gathered([
      row(),
      row({ consumed: 13 }),
      row({ customerId: 'c-2' }),
      row({ period: '2026-11-21' }),
      row({ labels: { plan: 'MONTHLY', status: null } }),
    ]);
    expect(content.rejected).toHaveLength(2);
    expect(used(content)).toEqual(['c-1 20 12', 'c-1 21 12', 'c-2 20 12']);
    expect(gathered([row(), row({ consumed: 13 })]).customers.get('c-1')?.periods.size).toBe(0);
  });
});

describe('a rejected row', () => {
  test('concerns its customer, or everybody when it names none', () => {
    const own = gathered([rejection('c-1'), row({ customerId: 'c-2' })]);
    expect(own.rejected).toEqual([{ customerId: 'c-1', message: 'row 1: plan: is not text' }]);
    expect([concerned(own), own.concernsAll]).toEqual([['c-1'], false]);
    const nobodys = gathered([rejection(null)]);
    expect([concerned(nobodys), nobodys.concernsAll]).toEqual([[], true]);
  });

  test('of a customer or with labels that cannot be kept is set aside', () => {
    const long = 'x'.repeat(600);
    const customer = gathered([row({ customerId: long })]);
    expect(customer.concernsAll).toBe(true);
    expect(customer.rejected).toEqual([{ customerId: null, message: 'customerId: is longer than the ledger keeps' }]);
    expect(gathered([rejection(long)]).concernsAll).toBe(true);
    const product = gathered([row({ productId: long })]);
    expect([concerned(product), product.concernsAll]).toEqual([['c-1'], false]);
    expect(product.rejected[0]?.message).toBe('productId: is longer than the ledger keeps');
  });

  test('is forgotten with all others when the vendor starts over', () => {
    const gather = gatherer(usages, WINDOW, null);
    for (const one of [row(), row({ consumed: 13 }), rejection(null)]) gather.add(one);
    gather.restart();
    expect(gather.content()).toMatchObject({ rejected: [], concernsAll: false });
    gather.add(row());
    expect(used(gather.content())).toEqual(['c-1 20 12']);
  });
});

import { describe, expect, test } from 'vitest';
import { addSeats } from '../../../functions/page/home/seat-totals.ts';
import { seatsOver, whomToCall } from '../../../functions/page/home/whom-to-call.ts';
import { overage, totals } from './answers.ts';

describe('whom to call', () => {
  test('is whoever has most seats over, and of two with as many whoever has been over for longer', () => {
    const { customers } = whomToCall([
      overage({ customerId: 'late', exceeded: 5, since: '2026-11-01' }),
      overage({ customerId: 'early', exceeded: 5, since: '2026-03-01' }),
      overage({ customerId: 'most', exceeded: 3, productId: 'a', since: '2026-10-02' }),
      overage({ customerId: 'most', exceeded: 3, productId: 'b', since: '2026-10-01' }),
    ]);
    expect(
      customers.map(({ overages }) => overages.map(({ customerId, productId }) => `${customerId} ${productId}`)),
    ).toEqual([['most b', 'most a'], ['early WORKS/ACV3/ACV301'], ['late WORKS/ACV3/ACV301']]);
    expect(seatsOver(customers)).toBe(16);
  });

  test('keeps the same customer id of two accounts apart', () => {
    expect(whomToCall([overage(), overage({ account: 'osaka' })]).customers).toHaveLength(2);
    expect(whomToCall([])).toEqual({ customers: [], partner: [], expected: [] });
  });
});

test('seats are added by account, of customers that are there and of whom both figures are known', () => {
  const first = addSeats(new Map(), [
    totals({ entitled: 10, consumed: 4, exceeded: null }),
    totals({ account: 'osaka' }),
  ]);
  const both = addSeats(first, [
    totals({ entitled: 5, consumed: 7, exceeded: 2 }),
    totals({ entitled: 99, consumed: null, exceeded: null }),
    totals({ entitled: null, consumed: 99, exceeded: 1 }),
    totals({ series: 0 }),
  ]);
  expect(both.get('line-works/default')).toEqual({ customers: 4, counted: 2, entitled: 15, consumed: 11, exceeded: 3 });
  expect(both.get('line-works/osaka')).toMatchObject({ customers: 1, consumed: 218 });
  expect(first.get('line-works/default')?.customers).toBe(1);
});
